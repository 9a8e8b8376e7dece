"""The door `demo`: the alliance, its networks, the institutions of the shipped list; events."""

from events.importing.networks import DATA, load_networks
from events.importing.organisations import COLUMNS, NEEDED, take_in
from events.importing.tables import read_path
from events.models import Network, Organisation
from nhri.workflow import demo

LIST = DATA / "institutions.csv"


@demo.loader
def records(people: demo.People) -> str:
    """Through the importer, as any list comes in; on a site that has institutions, nothing."""
    load_networks()
    institutions = Organisation.objects.filter(kind=Organisation.Kind.NATIONAL_INSTITUTION)
    if not institutions.exists():
        take_in(read_path(str(LIST), COLUMNS, NEEDED))
    return f"{Network.objects.count()} networks, {institutions.count()} institutions"


# After the records: loaders run in the order in which they register.
from events import demo_events  # noqa: E402

__all__ = ["demo_events", "records"]
