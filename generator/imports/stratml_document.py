"""A StratML document's elements, read safely, with the place of each; problems instead of errors.

Knows XML and which elements stand where. Knows no plan.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lxml import etree

from generator.characters import check_value, decode, normalise
from generator.document import Document, Path, Value
from generator.exports.stratml_xml import ROOT, Element, Plain, name_of
from generator.numerals import Refused, parse_figure
from generator.problems import Place, Problem, ProblemsError
from generator.rulebook.ids import RuleId
from generator.strict_yaml import MAX_SCALAR, parse_document

MAX_BYTES = 5_000_000
# The elements of a TargetResult or an ActualResult.
RESULT = "StartDate EndDate NumberOfUnits Descriptor Description"
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
Words = tuple[str, str]


def parse_xml(content: bytes, file: str) -> Element:
    """The root element. Raises `ProblemsError`: a file too large, not UTF-8, not XML, with a
    document type (entities, outside files), or not StratML Part 2."""
    if len(content) > MAX_BYTES:
        size = f"{len(content):,}"
        raise _stop(
            Place(file), "file-size",
            (f"檔案有 {size} 位元組", f"the file has {size} bytes"),
            (f"上限 {MAX_BYTES:,}", f"at most {MAX_BYTES:,}"),
        )  # fmt: skip
    text = decode(content.removeprefix(b"\xef\xbb\xbf"), file)
    if isinstance(text, Problem):
        raise ProblemsError([text])
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise _stop(
            Place(file, max(1, line or 1), max(1, column or 1)), "xml-syntax",
            (f"不是正確的 XML（{error.msg}）", f"not well-formed XML ({error.msg})"),
            ("請用匯出的檔案，或以 XML 工具修正", "use the file as exported, or mend it with an XML tool"),
        ) from None  # fmt: skip
    if root.getroottree().docinfo.doctype:
        raise _stop(
            Place(file), "xml-doctype",
            ("檔案有 DOCTYPE", "the file has a DOCTYPE"),
            ("請刪除，StratML 不需要", "remove it, StratML needs none"),
        )  # fmt: skip
    tag = etree.QName(root).text
    if tag != name_of(ROOT):
        raise _stop(
            Place(file, root.sourceline or 1), "stratml-root",
            (f"最外層是 {tag}", f"the outermost element is {tag}"),
            (f"應為 StratML 第 2 部分的 {name_of(ROOT)}", f"{name_of(ROOT)} of StratML Part 2"),
        )  # fmt: skip
    return root


def _stop(place: Place, rule: RuleId, found: Words, expected: Words) -> ProblemsError:
    return ProblemsError([Problem(place, rule, found, expected)])


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


@dataclass
class Elements:
    """The children of one element by name, in order."""

    place: Place
    by_tag: dict[str, list[Element]] = field(default_factory=dict)

    def one(self, tag: str) -> Element | None:
        """The first of a name."""
        return next(iter(self.by_tag.get(tag, ())), None)

    def many(self, tag: str) -> list[Element]:
        """All of a name."""
        return self.by_tag.get(tag, [])


@dataclass
class Reading:
    """What is read of one file: the plain values' places and every problem so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, rule: RuleId, found: Words, expected: Words) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, rule, found, expected))

    def place(self, element: Element) -> Place:
        """Where an element begins."""
        return Place(self.file, element.sourceline or 1)

    def children(self, element: Element, once: str, more: str = "") -> Elements:
        """The children of an element that may have those of `once` one time and those of `more`
        any number of times. Others are problems: what they say would be lost."""
        found = Elements(self.place(element))
        known = {*once.split(), *more.split()}
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                self.add(
                    found.place, "stratml-text",
                    (f"{_tag(element)} 內有文字「{text.strip()}」", f"{_tag(element)} holds the text “{text.strip()}”"),
                    ("請移到其中的元素", "put it into an element inside"),
                )  # fmt: skip
        for child in element:
            tag = _tag(child)
            if child.tag != name_of(tag) or tag not in known:
                self.add(
                    self.place(child), "stratml-element",
                    (f"{_tag(element)} 內的 {tag} 無法收錄", f"{tag} in {_tag(element)} has no place here"),
                    ("請刪除；這裡可以有：" + "、".join(sorted(known)), "remove it; here stand " + ", ".join(sorted(known))),
                )  # fmt: skip
            elif tag in once.split() and tag in found.by_tag:
                self.add(
                    self.place(child), "stratml-element",
                    (f"{_tag(element)} 內有兩個 {tag}", f"{_tag(element)} has {tag} twice"),
                    ("請刪去其中一個", "remove one of them"),
                )  # fmt: skip
            else:
                found.by_tag.setdefault(tag, []).append(child)
        return found

    def plain(self, element: Element | None) -> str:
        """The text of an element, as one string; empty where there is none."""
        if element is None:
            return ""
        if len(element):
            self.children(element, "")
        return element.text or ""

    def line(self, element: Element | None) -> str | None:
        """The text of an element in one line, `None` where there is none."""
        if element is None:
            return None
        return self._clean(self.plain(element).strip(), self.place(element)) or None

    def _clean(self, text: str, place: Place) -> str:
        """A text as the data files would hold it, with what they refuse noted."""
        text, _ = normalise(text)
        text, problems = check_value(text, place)
        self.problems += problems
        if "\n" in text or len(text) > MAX_SCALAR:
            self.add(
                place, "text-form",
                ("文字有多行，或超過字數", "a text of several lines, or too long"),
                (f"請寫成一行，上限 {MAX_SCALAR:,} 字", f"write one line of at most {MAX_SCALAR:,} characters"),
            )  # fmt: skip
        return text

    def texts(self, element: Element | None, into: Document, path: Path) -> tuple[Plain, ...]:
        """Paragraphs of one or two lines: the Chinese, then the English."""
        if element is None:
            return ()
        place = self.place(element)
        found: list[Plain] = []
        for paragraph in _PARAGRAPHS.split(self.plain(element)):
            lines = [
                self._clean(one.strip(), place) for one in paragraph.split("\n") if one.strip()
            ]
            if len(lines) > 2:
                self.add(
                    place, "stratml-lines",
                    (f"{_tag(element)} 有 {len(lines)} 行", f"{_tag(element)} has {len(lines)} lines"),
                    ("第一行中文，第二行英文", "the first line is Chinese, the second English"),
                )  # fmt: skip
            if lines:
                here = (*path, len(found))
                into.places |= dict.fromkeys((here, (*here, "zh"), (*here, "en")), place)
                found.append(dict(zip(("zh", "en"), lines, strict=False)))
        return tuple(found)

    def text(self, element: Element | None, into: Document, path: Path) -> Plain | None:
        """One text in both languages; `None` where there is none."""
        found = self.texts(element, Document(self.file), ())
        if element is None or not found:
            return None
        place = self.place(element)
        into.places |= dict.fromkeys((path, (*path, "zh"), (*path, "en")), place)
        if len(found) > 1:
            self.add(
                place, "stratml-lines",
                (f"{_tag(element)} 有 {len(found)} 段", f"{_tag(element)} has {len(found)} paragraphs"),
                ("請寫成一段：第一行中文，第二行英文", "write one: the first line Chinese, the second English"),
            )  # fmt: skip
        return found[0]

    def rest(self, element: Element | None, into: Document, path: Path) -> Plain:
        """The fields that OtherInformation or a Description holds; places as of the whole file."""
        text = self.plain(element)
        if element is None or not text.strip():
            return {}
        own = parse_document(text.encode(), self.file)
        place = self.place(element)

        def moved(inner: Place) -> Place:
            return replace(inner, line=place.line + inner.line - 1, path=(*path, *inner.path))

        self.problems += [replace(one, place=moved(one.place)) for one in own.problems]
        into.places |= {(*path, *at): moved(inner) for at, inner in own.places.items()}
        into.keys |= {(*path, *at): moved(inner) for at, inner in own.keys.items()}
        into.refused |= {(*path, *at) for at in own.refused}
        into.braced |= {(*path, *at) for at in own.braced}
        if isinstance(own.value, dict):
            return dict(own.value)
        if own.value is not None:
            self.add(
                place, "stratml-fields",
                (f"{_tag(element)} 不是「欄位: 內容」", f"{_tag(element)} does not hold fields"),
                ("請寫成「欄位: 內容」，一行一項", "write names with their content, one a line"),
            )  # fmt: skip
        return {}

    def figure(self, children: Elements, into: Document, path: Path) -> str | None:
        """The printed figure of a result: its Description, which must say its NumberOfUnits; that
        alone where there is no Description."""
        number = self.line(children.one("NumberOfUnits"))
        printed = self.line(children.one("Description"))
        into.places[path] = children.place
        self.agree(number, printed, children.place)
        return printed or number

    def agree(self, number: str | None, printed: Value, place: Place) -> None:
        """Note where NumberOfUnits is not the figure that is printed beside it, if one is."""
        if number is None or not isinstance(printed, str):
            return
        try:
            same = (
                bool(_DECIMAL.fullmatch(number)) and Decimal(number) == parse_figure(printed).value
            )
        except Refused:
            return  # said with the field
        if not same:
            self.differ(place, "NumberOfUnits", number, printed)

    def differ(self, place: Place, tag: str, said: str, other: str) -> None:
        """Note that two statements of one thing differ."""
        self.add(
            place, "stratml-differs",
            (f"{tag}「{said}」與「{other}」不符", f"{tag} “{said}” is not “{other}”"),
            ("請改成一致", "make the two the same"),
        )  # fmt: skip


def descriptor(reading: Reading, children: Elements, name: str) -> str | None:
    """The value of the Descriptor of this name."""
    element = children.one("Descriptor")
    if element is None:
        return None
    pair = reading.children(element, "DescriptorName DescriptorValue")
    if reading.line(pair.one("DescriptorName")) != name:
        return None
    return reading.line(pair.one("DescriptorValue"))
