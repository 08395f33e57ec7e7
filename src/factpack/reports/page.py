"""Page: what a report is written on."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Page:
    """A package's descriptor as the reader sees it, the columns that there are, and whether there are colours."""

    descriptor: str
    width: int = 100
    colour: bool = False

    def narrowed(self, columns: int) -> "Page":
        """The page without so many columns, which an indent takes."""
        return replace(self, width=self.width - columns)

    def bold(self, text: str) -> str:
        """The text as it stands out."""
        return self._painted(1, text)

    def dim(self, text: str) -> str:
        """The text as it stands back."""
        return self._painted(2, text)

    def red(self, text: str) -> str:
        """The text of an error."""
        return self._painted(31, text)

    def green(self, text: str) -> str:
        """The text of a success."""
        return self._painted(32, text)

    def yellow(self, text: str) -> str:
        """The text of a warning."""
        return self._painted(33, text)

    def _painted(self, code: int, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text
