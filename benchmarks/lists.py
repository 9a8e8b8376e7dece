"""Are the pages of the newsroom as quick at 20,000 items as at 100?

    .venv/bin/python benchmarks/lists.py [--small 100] [--large 20000] [--rounds 15] [--only board]

Makes two scratch databases, on SQLite or, with DATABASE_URL, beside the PostgreSQL database that it
names, never in it. Both sizes are measured turn by turn in this one process, so that a noisy
machine disturbs both alike. What counts is the ratio of the processor time, that of this process
and, where it can be read, of PostgreSQL's; the clock's medians stand beside it. Nothing is kept.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "nhri.settings.test"

import django  # noqa: E402 -- the path and the settings come first

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.utils import load_backend  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks import archive  # noqa: E402
from news.models import NewsItem  # noqa: E402

LIST = "/en/admin/news/newsitem/"
PAGES = {
    "desk": "/en/admin/",
    "calendar": "/en/admin/calendar/",
    "list": LIST,
    "list, second page": f"{LIST}?p=2",
    "list, Arabic in review": f"{LIST}?ar=in_review",
    "list, English published": f"{LIST}?en=published",
    "list, English missing": f"{LIST}?missing=en",
    "list, searched: common": f"{LIST}?q=مركز",
    "list, searched: rare": f"{LIST}?q=number 42",
    "board": f"{LIST}translations/",
    "board, newest first": f"{LIST}translations/?order=date",
    "board, English missing": f"{LIST}translations/?show=missing_en",
    "board, live": f"{LIST}translations/?show=live",
    "history": f"{LIST}{{item}}/history/",
    "form": f"{LIST}{{item}}/change/",
}


class Scratch:
    """One database of `size` items, and a publisher who is signed in there."""

    def __init__(self, size: int) -> None:
        self.size = size
        given = connections["default"]
        name = f"scratch_{os.getpid()}_{size}"
        if given.vendor == "sqlite":
            name = str(Path(given.settings_dict["NAME"]).parent / f"{name}.sqlite3")
        settings = {**given.settings_dict, "CONN_MAX_AGE": None}
        settings["TEST"] = {**settings["TEST"], "NAME": name}
        backend = load_backend(settings["ENGINE"])
        self.connection = backend.DatabaseWrapper(settings, "default")
        self.real_name = settings["NAME"]

    def make(self) -> None:
        """Create it, fill it, and let the database look at what it holds."""
        self.use()
        self.connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        people = archive.colleagues()
        archive.fill(self.size, people)
        with self.connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.client = Client()
        self.client.force_login(people["publisher"])
        self.item = NewsItem.objects.order_by("pk")[self.size // 2].pk

    def use(self) -> None:
        """Every query of this process goes here from now on."""
        connections["default"] = self.connection
        ContentType.objects.clear_cache()

    def destroy(self) -> None:
        """Nothing is kept."""
        connections["default"] = self.connection
        self.connection.creation.destroy_test_db(self.real_name, verbosity=0)

    def get(self, page: str) -> tuple[float, float]:
        """Milliseconds of the clock, and of this process's processor, that `page` took."""
        address = page.format(item=self.item)
        started, worked = time.perf_counter(), time.process_time()
        response = self.client.get(address)
        taken = (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        return taken

    def database_work(self) -> float:
        """Processor milliseconds of the PostgreSQL process behind this connection; 0 elsewhere."""
        if self.connection.vendor == "sqlite":
            return 0
        status = Path(f"/proc/{self.connection.connection.info.backend_pid}/stat")
        if not status.exists():
            return 0
        fields = status.read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def queries(self, page: str) -> int:
        """How many statements `page` takes once the process is warm."""
        self.get(page)
        with CaptureQueriesContext(self.connection) as found:
            self.get(page)
        return len(found)


def measure(small: Scratch, large: Scratch, rounds: int, only: str = "") -> None:
    """One line a page."""
    both = (small, large)
    sizes = f"{small.size:>8} {large.size:>8}"
    print(f"{'page':26} {'queries':>9} | processor {sizes}  ratio | clock {sizes}  ratio")
    for name, page in PAGES.items():
        if not name.startswith(only):
            continue
        counts, spent = [], {scratch: [] for scratch in both}
        database = dict.fromkeys(both, 0.0)
        for scratch in both:
            scratch.use()
            counts.append(str(scratch.queries(page)))
        for _round in range(rounds):
            for scratch in both:
                scratch.use()
                scratch.get("/en/admin/password_change/")  # what was forgotten is known again
                before = scratch.database_work()
                spent[scratch].append(scratch.get(page))
                database[scratch] += scratch.database_work() - before
        clock = [statistics.median(took[0] for took in spent[one]) for one in both]
        work = [
            statistics.median(took[1] for took in spent[one]) + database[one] / rounds
            for one in both
        ]
        print(
            f"{name:26} {' : '.join(counts):>9} |           {work[0]:>8.1f} {work[1]:>8.1f}  "
            f"{work[1] / work[0]:>5.2f} |       {clock[0]:>8.1f} {clock[1]:>8.1f}  "
            f"{clock[1] / clock[0]:>5.2f}",
            flush=True,
        )


def main(argv: Any = None) -> None:
    """Make, measure, destroy."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--small", type=int, default=100)
    parser.add_argument("--large", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default="", help="pages whose name begins with this word")
    asked = parser.parse_args(argv)
    both = [Scratch(asked.small), Scratch(asked.large)]
    try:
        for scratch in both:
            started = time.perf_counter()
            scratch.make()
            print(f"{scratch.size} items made in {time.perf_counter() - started:.0f} s")
        print(f"{both[0].connection.vendor}, medians of {asked.rounds} rounds")
        measure(*both, asked.rounds, asked.only)
    finally:
        for scratch in both:
            scratch.destroy()


if __name__ == "__main__":
    main()
