"""The two forms of a slow test: a small one in `make test`, the full one in `make soak`."""

import os
from typing import TypeVar

Form = TypeVar("Form")


def small_or_full(small: Form, full: Form) -> Form:
    """What this run takes: `make soak` sets LIANMING_SOAK."""
    return full if os.environ.get("LIANMING_SOAK") else small
