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


def test_mark_safe_stands_in_one_place() -> None:
    users = {
        module
        for module in MODULES
        for node in ast.walk(tree(MODULES[module]))
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) == "mark_safe"
    }
    assert users == {"nhri.templatetags.site"}
