"""Parts of addresses: a year, and a slug in any script."""


class YearConverter:
    """Four digits."""

    regex = r"(?:19|20)\d\d"

    def to_python(self, value: str) -> int:
        """As a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """As four digits."""
        return f"{value:04d}"


class SlugConverter:
    """Words of any script joined by hyphens: Arabic addresses read as Arabic."""

    regex = r"[^/]+"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is; Django percent-encodes it."""
        return value
