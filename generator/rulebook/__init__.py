"""Every rule that a problem can name, with its reason and its source: one list with many readers.

The loader and the checks name a rule by `id`; the documents and the commands show this list; a test
compares the three.
"""

from generator.rulebook.privacy import PRIVACY
from generator.rulebook.rule import Rule, Words
from generator.rulebook.translation import TRANSLATION

RULES: tuple[Rule, ...] = (*PRIVACY, *TRANSLATION)

__all__ = ["RULES", "Rule", "Words"]
