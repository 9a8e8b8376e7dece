"""Messages as translators meet them: whole sentences with named gaps."""

import ast
import re

from tests.source import MODULES, named, templates, tree


def test_blocktranslate_is_always_trimmed() -> None:
    opened = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}")
    wrong = [
        f"{named(path)} {found[0]}"
        for path in templates()
        for found in opened.finditer(path.read_text(encoding="utf-8"))
        if "trimmed" not in found[1]
    ]
    assert wrong == []


GETTEXT = {
    "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
    "npgettext", "npgettext_lazy", "_", "translated",
}  # fmt: skip


def _is_gettext(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and (
        (isinstance(node.func, ast.Name) and node.func.id in GETTEXT)
        or (isinstance(node.func, ast.Attribute) and node.func.attr in GETTEXT - {"_"})
    )


def test_messages_are_whole_and_their_values_named() -> None:
    """A translator sees the sentence with named gaps: no f-string, no format, no bare %s."""
    wrong = []
    for module, path in MODULES.items():
        if module == "nhri.translation.wording":
            continue  # Django's own messages, to the letter
        for node in ast.walk(tree(path)):
            if _is_gettext(node):
                for argument in node.args:
                    text = argument.value if isinstance(argument, ast.Constant) else ""
                    if isinstance(argument, ast.JoinedStr | ast.BinOp) or (
                        isinstance(text, str) and re.search(r"%[sdr]|\{\d*\}", text)
                    ):
                        wrong.append(f"{module}:{node.lineno}")
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "format"
                and _is_gettext(node.func.value)
            ):
                wrong.append(f"{module}:{node.lineno}")
    assert wrong == []
