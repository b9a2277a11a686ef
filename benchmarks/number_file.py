"""Files of numbers separated by blanks, in which where lines break means nothing."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from optimizer.errors import UsageError


class Numbers:
    """The numbers of a file, taken one after the other.

    Parameters
    ----------
    text : str
        Content of the file.
    origin : str
        What errors call the file.
    """

    def __init__(self, text: str, origin: str) -> None:
        self._words = text.split()
        self._taken = 0
        self.origin = origin

    def take(self, count: int) -> tuple[Decimal, ...]:
        """Return the next numbers, exactly as given.

        Raises
        ------
        UsageError
            When the file ends before, or holds something else.
        """
        words = self._words[self._taken : self._taken + count]
        if len(words) < count:
            raise UsageError(
                f"{self.origin}: found {len(self._words)} numbers, expected at least "
                f"{self._taken + count}. Is the file cut off?"
            )
        self._taken += count
        return tuple(self._number(word) for word in words)

    def take_floats(self, count: int) -> tuple[float, ...]:
        """Return the next numbers as floats; errors as `take`."""
        return tuple(float(number) for number in self.take(count))

    def take_counts(self) -> tuple[int, int]:
        """Return the next two numbers, which are counts; errors as `take`."""
        first, second = self.take(2)
        return int(first), int(second)

    def refuse_more(self) -> None:
        """Make sure that all numbers were taken.

        Raises
        ------
        UsageError
            When some are left.
        """
        if self._taken < len(self._words):
            raise UsageError(
                f"{self.origin}: found {len(self._words)} numbers, expected {self._taken}."
            )

    def _number(self, word: str) -> Decimal:
        try:
            return Decimal(word)
        except InvalidOperation:
            raise UsageError(f"{self.origin}: found {word!r}, expected a number.") from None
