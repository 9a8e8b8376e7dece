"""A few words around a place, so that an editor finds it at once."""

AROUND = 28


def around(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with about 28 characters on both sides, whole words, one line."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    before, after = text[left:start], text[end:right]
    if left and not text[left - 1].isspace():
        before = before[before.find(" ") + 1 :] if " " in before else before
    if right < len(text) and not text[right].isspace():
        after = after[: after.rfind(" ")] if " " in after else after
    shown = " ".join(f"{before}{text[start:end]}{after}".split())
    return f"{'… ' if left else ''}{shown}{' …' if right < len(text) else ''}"
