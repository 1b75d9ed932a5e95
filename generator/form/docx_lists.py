"""Automatic numbers and indents of a .docx, from its numbering and its styles."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.form.automatic import Counter, Level

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS_PER_MM = 57  # 1440 in an inch
_MOST_STYLES = 20  # a style rests on another; a circle of them ends here


def _value(element: Element | None, name: str = "val", default: str = "") -> str:
    return default if element is None else element.get(f"{W}{name}", default)


def _whole(text: str, default: int) -> int:
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and digits.isascii() and len(digits) < 6 else default


def _indent(properties: Element | None) -> int | None:
    """Where the first line begins, in mm; `None` where nothing is said."""
    found = properties.find(f"{W}ind") if properties is not None else None
    if found is None:
        return None
    left = _whole(found.get(f"{W}left") or found.get(f"{W}start") or "", 0)
    first = _whole(found.get(f"{W}firstLine", ""), 0) - _whole(found.get(f"{W}hanging", ""), 0)
    return round((left + first) / _TWIPS_PER_MM)


class Lists:
    """The lists of a document. Numbers are counted, so paragraphs are asked for in their order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, str] = {}  # a list -> the rule it follows
        self.restarts: dict[str, dict[int, int]] = {}
        self.counters: dict[str, Counter] = {}
        self.seen: set[str] = set()
        self.styles = {
            _value(style, "styleId"): style for style in (styles if styles is not None else ()) if style.tag == f"{W}style"
        }  # fmt: skip
        for rule in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
            self.levels[_value(rule, "abstractNumId")] = dict(map(_level, rule.iter(f"{W}lvl")))
        for one in numbering.iter(f"{W}num") if numbering is not None else ():
            name = _value(one, "numId")
            self.lists[name] = _value(one.find(f"{W}abstractNumId"))
            self.restarts[name] = {
                _whole(_value(over, "ilvl"), 0): _whole(_value(over.find(f"{W}startOverride")), 1)
                for over in one.iter(f"{W}lvlOverride")
                if over.find(f"{W}startOverride") is not None
            }

    def label(self, paragraph: Element) -> tuple[str | None, int]:
        """The number before a paragraph with a tab behind it, empty without one, `None` for one in
        a form that is not known; and the indent in mm."""
        chain = [paragraph.find(f"{W}pPr"), *self._styles(paragraph)]
        indent = next((at for at in map(_indent, chain) if at is not None), None)
        numbers = [
            found
            for one in chain
            if one is not None and (found := one.find(f"{W}numPr")) is not None
        ]
        name = next((_value(found) for one in numbers if (found := one.find(f"{W}numId")) is not None), "")  # fmt: skip
        if name in ("", "0"):
            return "", indent or 0
        level = next((_whole(_value(found), 0) for one in numbers if (found := one.find(f"{W}ilvl")) is not None), 0)  # fmt: skip
        rule = self.lists.get(name, "")
        levels = self.levels.get(rule, {})
        if level not in levels:
            return None, indent or 0
        at = levels[level].indent if indent is None else indent
        if levels[level].count in ("bullet", "none"):
            return "", at
        counter = self.counters.setdefault(rule, Counter())
        if name not in self.seen:
            self.seen.add(name)
            for one, start in self.restarts.get(name, {}).items():
                counter.values[one] = start - 1
        text = counter.next(level, levels)
        return (None if text is None else f"{text}\t"), at

    def _styles(self, paragraph: Element) -> Iterator[Element | None]:
        """The paragraph properties of its style and of those that this one rests on."""
        name = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _ in range(_MOST_STYLES):
            style = self.styles.get(name)
            if style is None:
                return
            yield style.find(f"{W}pPr")
            name = _value(style.find(f"{W}basedOn"))


def _level(element: Element) -> tuple[int, Level]:
    return _whole(_value(element, "ilvl"), 0), Level(
        count=_value(element.find(f"{W}numFmt"), default="decimal"),
        text=_value(element.find(f"{W}lvlText")),
        start=_whole(_value(element.find(f"{W}start")), 1),
        indent=_indent(element.find(f"{W}pPr")) or 0,
    )
