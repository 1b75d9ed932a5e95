"""Where in its document an item stands, in words."""

from generator.fields import Text
from generator.model import Plan, Section


def place_of(plan: Plan, section: Section, number: str | None) -> Text | None:
    """`參、年度績效指標 2`, or `None` where the plan names no section of that kind."""
    heading = plan.sections.get(section)
    if heading is None:
        return None
    if number is None:
        return heading
    return Text(zh=f"{heading.zh} {number}", en=f"{heading.en} {number}" if heading.en else None)
