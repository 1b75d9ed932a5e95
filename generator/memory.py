"""What a process that builds again and again need not work out twice."""

import hashlib
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """A pure function of a text that remembers its results for as long as they are asked for.

    `turn` ends a round: what was not asked for in it is forgotten.
    """

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function
        self._known: dict[bytes, T] = {}
        self._asked: dict[bytes, T] = {}

    def __call__(self, text: str) -> T:
        key = hashlib.sha256(text.encode()).digest()
        if key not in self._asked:
            self._asked[key] = self._known[key] if key in self._known else self._function(text)
        return self._asked[key]

    def turn(self) -> None:
        """Forget what was not asked for since the last turn."""
        self._known, self._asked = self._asked, {}
