"""What templates may not do: mark text safe, name a foreign host."""

import ast
import re

from tests.source import MODULES, named, of_kind, templates, tree


def test_templates_name_no_foreign_host() -> None:
    """No reader's browser is ever sent to a third party."""
    foreign = re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE)
    wrong = [named(p) for p in templates() if foreign.search(p.read_text(encoding="utf-8"))]
    wrong += [
        named(p)
        for p in of_kind(".css")
        if re.search(
            r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"']?(?:https?:)?//",
            p.read_text(encoding="utf-8"),
        )
    ]
    assert wrong == []


def test_nothing_is_marked_safe_in_templates() -> None:
    safe = re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off")
    wrong = [named(p) for p in templates() if safe.search(p.read_text(encoding="utf-8"))]
    assert wrong == []


def test_text_is_called_safe_in_known_places_only() -> None:
    """Each of these was read and judged; another one asks to be read too."""
    users: dict[str, set[str]] = {"mark_safe": set(), "SafeString": set()}
    for module, path in MODULES.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            else:
                name = node.name if isinstance(node, ast.alias) else ""
                name = name if name == "mark_safe" else ""
            if name in users:
                users[name].add(module)
    assert users == {
        "mark_safe": {"nhri.templatetags.site"},
        "SafeString": {"nhri.templatetags.layout", "events.templatetags.events"},
    }
