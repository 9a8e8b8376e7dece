"""The repository as text and syntax trees, for the tests that hold its rules."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: The packages whose imports are judged.
OURS = ("nhri", "news", "events")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode()  # fmt: skip
    found = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def of_kind(*suffixes: str, under: tuple[str, ...] = ()) -> list[Path]:
    return [
        path
        for path in files()
        if path.suffix in suffixes and (not under or named(path).startswith(under))
    ]


def hand_written() -> list[Path]:
    return [p for p in of_kind(".py", ".html", ".css", ".js") if "/migrations/" not in named(p)]


def house() -> list[Path]:
    return of_kind(".py", under=tuple(f"{name}/" for name in OURS))


def module_of(path: Path) -> str:
    return named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


MODULES = {module_of(path): path for path in house()}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), named(path))


@cache
def imports(module: str) -> frozenset[str]:
    """Our own modules that `module` imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(tree(MODULES[module])):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".") if _is_package(module) else module.split(".")[:-1]
                kept = parts[: len(parts) - node.level + 1]
                base = ".".join([*kept, *filter(None, [base])])
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                found.add(deeper if deeper in MODULES else base)
    return frozenset(name for name in found if name.split(".")[0] in OURS)


def _is_package(module: str) -> bool:
    return MODULES[module].name == "__init__.py"


NOT_PUBLIC = ("templates/admin/", "templates/emails/", "templates/export/")


def templates() -> list[Path]:
    return of_kind(".html", under=("templates/",))


def public_templates() -> list[Path]:
    return [path for path in templates() if not named(path).startswith(NOT_PUBLIC)]
