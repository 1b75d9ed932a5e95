"""What a file must not publish, at its place; what was looked at and may stay.

Every text of a file is looked through, comments too: the files are public, not the pages alone.
Knows values and places, no record. What to look for is in `personal_data`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.document import Document, Path, Value
from generator.exceptions import Excepted, Exceptions
from generator.personal_data import Seen, are_names, look_through
from generator.problems import Place, Problem
from generator.rulebook.privacy import PRIVACY

Words = tuple[str, str]

_RULES = {rule.id: rule for rule in PRIVACY}
_FOUND: Mapping[str, Words] = {
    "privacy-identity": ("國民身分證或居留證統一編號", "an identity or residence number"),
    "privacy-identity-like": ("像身分證或居留證統一編號", "what looks like an identity or residence number"),
    "privacy-mobile": ("行動電話號碼", "a mobile number"),
    "privacy-phone": ("電話號碼", "a telephone number"),
    "privacy-email-personal": ("個人電子信箱", "a personal mailbox"),
    "privacy-email": ("電子郵件地址", "an e-mail address"),
    "privacy-address": ("地址", "a street address"),
    "privacy-bank": ("像金融帳號", "what looks like a bank account"),
    "privacy-card": ("像信用卡或健保卡號碼", "what looks like the number of a payment or health card"),
    "privacy-birth": ("像出生日期", "what looks like a date of birth"),
    "privacy-plate": ("像車牌號碼", "what looks like the number of a licence plate"),
    "privacy-messenger": ("像通訊軟體的個人帳號", "what looks like a private account of a messenger"),
    "privacy-name": ("檢舉人、被檢舉人等的姓名", "the name of an informant, accused or other party"),
    "privacy-name-like": ("像當事人的姓名", "what looks like the name of a party"),
    "privacy-name-masked": ("遮蔽過的姓名", "a name that is half hidden"),
    "privacy-roster": ("人名清單", "a list of persons"),
    "privacy-case-number": ("案號", "the number of a case"),
    "privacy-case-like": ("像案號", "what looks like the number of a case"),
    "privacy-open-case": ("像尚未終結的案件", "what looks like an open case"),
    "privacy-weakness": ("像尚未改善的弱點", "what looks like a weakness that is not mended"),
    "privacy-small-count": ("依單位、月份或個人拆開的小數字", "a small count by unit, month or person"),
}  # fmt: skip

# What to do about each.
_ADVICE: Mapping[str, Words] = {
    "privacy-identity": ("請刪去國民身分證或居留證號碼；若已提交，請先清除版本紀錄", "take the identity or residence number out; if it was committed, clean the history first"),
    "privacy-identity-like": ("請確認不是身分證或居留證號碼", "make sure that it is no identity or residence number"),
    "privacy-mobile": ("請刪去行動電話，改寫機關的總機或分機", "take the mobile number out; name the office's switchboard or an extension"),
    "privacy-phone": ("機關的電話請寫在 channels；私人電話請刪去", "an office's telephone belongs under channels; take a private one out"),
    "privacy-email-personal": ("請刪去，改用機關網域的信箱", "take it out, or name a mailbox in the office's own domain"),
    "privacy-email": ("機關對外的信箱請寫在 comments 或 corrections；承辦人的信箱請刪去", "an office's public mailbox belongs under comments or corrections; take an officer's own out"),
    "privacy-address": ("私人住址請刪去", "take a private address out"),
    "privacy-bank": ("請確認不是個人的帳號", "make sure that it is nobody's account"),
    "privacy-card": ("請確認不是信用卡或健保卡的號碼", "make sure that it is no number of a payment or health card"),
    "privacy-birth": ("請刪去出生日期", "take the date of birth out"),
    "privacy-plate": ("請刪去車牌號碼", "take the number of the licence plate out"),
    "privacy-messenger": ("請刪去個人帳號，改寫機關的官方帳號（@ 開頭）", "take the private account out; name the office's official one, which begins with @"),
    "privacy-name": ("檢舉人、被檢舉人、陳情人、被告等不得寫出姓名，請改寫成不指明個人的說法", "name no informant, accused or complainant; say it without naming a person"),
    "privacy-name-like": ("請確認這裡沒有人名", "make sure that no person is named here"),
    "privacy-name-masked": ("請考慮連姓氏也不寫", "consider leaving the surname out too"),
    "privacy-roster": ("請刪去人名，只寫人數", "take the names out and say how many"),
    "privacy-case-number": ("請刪去案號", "take the number of the case out"),
    "privacy-case-like": ("請確認不是尚未公開的案件；已公開的裁判請寫明「判決」或「裁定」", "make sure that the case is public; name a published decision as a judgment or ruling"),
    "privacy-open-case": ("尚未終結的案件請不要寫出單位或人", "name no unit or person in a case that is not closed"),
    "privacy-weakness": ("尚未改善的弱點或稽核缺失請等改善後再公開", "publish a weakness or an audit finding when it is mended"),
    "privacy-small-count": ("依單位、月份或個人拆開的小數字請不要公開，改寫全年或全府合計", "withhold small counts by unit, month or person; give the year's or the government's total"),
    "exception-unused": ("請刪去這筆例外，或改正它的位置與代碼", "remove the exception, or correct its place and code"),
    "privacy-excepted": ("請在文字改變時再看一次", "look at it again when the text changes"),
}  # fmt: skip

# Where an office names how it can be reached; nothing that is its own is personal there.
_CONTACT_FIELDS = frozenset({"comments", "corrections", "channels"})
_OWN = frozenset({"privacy-phone", "privacy-email", "privacy-address"})
# Numbers and addresses in questions and answers have stricter checks (`participation_checks`).
_ASKED_ELSEWHERE = _OWN | {
    "privacy-identity", "privacy-identity-like", "privacy-mobile", "privacy-case-number",
}  # fmt: skip
_HASHES = frozenset({"sha256"})
_COMMENTS = "#"  # the path of a file's comments


@dataclass(frozen=True)
class Suspicion:
    """Something seen at a place. `path`: the field, as an exception names it."""

    place: Place
    path: str
    seen: Seen

    @property
    def code(self) -> str:
        """The words' hash, in 12 digits: names them without repeating them."""
        return hashlib.sha256(self.seen.words.encode()).hexdigest()[:12]


def suspect(document: Document) -> list[Suspicion]:
    """Everything in a file that may expose a person, an open case or a weakness."""
    fields = list(_texts(document.value, ()))
    joined = list(_joined(document.value, ()))
    texts = [text for _, text in (*fields, *joined, *document.comments)]
    found = []
    comments = []
    for index, seen in look_through(texts):
        if index < len(fields):
            path = fields[index][0]
            if not _is_own(document.file, path, seen.rule):
                found.append(_at(document, path, seen))
        elif index < len(fields) + len(joined):
            if seen.count is not None:
                found.append(_at(document, joined[index - len(fields)][0], seen))
        else:
            line = document.comments[index - len(fields) - len(joined)][0]
            comments.append(Suspicion(Place(document.file, line), _COMMENTS, seen))
    found += (_at(document, path, seen) for path, seen in _rosters(document.value, ()))
    # A # inside quotes is no comment, and its words were seen already.
    said = {one.seen.words for one in found}
    return list(dict.fromkeys([*found, *(one for one in comments if one.seen.words not in said)]))


def _at(document: Document, path: Path, seen: Seen) -> Suspicion:
    return Suspicion(document.place(path), ".".join(map(str, path)), seen)


def suspect_page(file: str, text: str) -> list[Suspicion]:
    """The same for a hand-written page, line by line."""
    return [
        Suspicion(Place(file, index + 1), "text", seen)
        for index, seen in look_through(text.split("\n"))
    ]


def judge(
    suspicions: Iterable[Suspicion],
    excepted: Iterable[Excepted],
    *,
    small_count: int,
    root: str = "",
) -> tuple[list[Problem], frozenset[Excepted]]:
    """Problems, and the exceptions that were needed. `root`: the data folder's name in places."""
    known = {(one.rule, one.file, one.path, one.text): one for one in excepted}
    problems, used = [], set()
    for one in suspicions:
        if one.seen.count is not None and one.seen.count >= small_count:
            continue
        file = one.place.file.removeprefix(f"{root}/")
        exception = known.get((one.seen.rule, file, one.path, one.code))
        if exception:
            used.add(exception)
        problems.append(_excepted(one, exception) if exception else _problem(one))
    return problems, frozenset(used)


def unused(
    exceptions: Exceptions, document: Document, used: frozenset[Excepted]
) -> Iterator[Problem]:
    """Exceptions for data that match nothing any more."""
    for i, one in enumerate(exceptions.exceptions):
        if one not in used and not one.is_for_page:
            yield _unused(one, document.place(("exceptions", i)))


def unused_for_pages(
    exceptions: Exceptions, used: frozenset[Excepted], file: str
) -> Iterator[Problem]:
    """Exceptions for hand-written pages that match nothing any more; `file` holds them."""
    for one in exceptions.exceptions:
        if one not in used and one.is_for_page:
            yield _unused(one, Place(file))


def _unused(one: Excepted, place: Place) -> Problem:
    rule = _RULES["exception-unused"]
    return Problem(
        place, rule.id,
        (f"{one.file} 的 {one.path} 沒有代碼 {one.text} 的文字", f"{one.path} of {one.file} holds no text with the code {one.text}"),
        _ADVICE[rule.id], rule.severity,
    )  # fmt: skip


def _problem(one: Suspicion) -> Problem:
    rule = _RULES[one.seen.rule]
    zh, en = _FOUND[rule.id]
    where = f"{one.path} {one.code}"
    return Problem(
        one.place, rule.id, (f"{zh}〔{where}〕", f"{en} [{where}]"), _ADVICE[rule.id], rule.severity
    )


def _excepted(one: Suspicion, exception: Excepted) -> Problem:
    rule = _RULES["privacy-excepted"]
    zh, en = _FOUND[one.seen.rule]
    reason, by = exception.reason, exception.decided_by
    return Problem(
        one.place, rule.id,
        (f"{zh}，{by.zh} {exception.date} 決定保留：{reason.zh}",
         f"{en}, kept by decision of {by.en or by.zh} on {exception.date}: {reason.en or reason.zh}"),
        _ADVICE[rule.id], rule.severity,
    )  # fmt: skip


def _is_own(file: str, path: Path, rule: str) -> bool:
    """Whether this field may hold what the rule asks about, or is asked about elsewhere."""
    *folders, name = file.split("/")
    if name in ("agency.yml", "site.yml") and path[:1] and path[0] in _CONTACT_FIELDS:
        return rule in _OWN
    if folders[-1:] == ["consultations"]:
        if path[:1] == ("ways",):
            return rule in _OWN
        return rule in _ASKED_ELSEWHERE or ("answers" in path and rule == "privacy-email-personal")
    if name == "participation.yml":
        asked = "question" in path or "said" in path
        return rule in _ASKED_ELSEWHERE or (asked and rule == "privacy-email-personal")
    return False


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*path, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _HASHES:
                yield from _texts(item, (*path, key))


def _joined(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Names with the figure that stands in a field of its own beside them."""
    for where, one in _collections(value, path):
        if isinstance(one, dict) and (words := _named(one)):
            figure = next((one[key] for key in ("figure", "count", "value") if key in one), None)
            if isinstance(figure, str):
                yield where, f"{words}{figure}{'件' if figure.isdecimal() else ''}"


def _rosters(value: Value, path: Path) -> Iterator[tuple[Path, Seen]]:
    """Lists whose every entry is the name of a person."""
    for where, one in _collections(value, path):
        if isinstance(one, tuple):
            named = [text for item in one if (text := _named(item))]
            if len(named) == len(one) and are_names(named):
                yield where, Seen("privacy-roster", "、".join(named))


def _collections(
    value: Value, path: Path
) -> Iterator[tuple[Path, tuple[Value, ...] | dict[str, Value]]]:
    if isinstance(value, tuple):
        yield path, value
        for i, item in enumerate(value):
            yield from _collections(item, (*path, i))
    elif isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            yield from _collections(item, (*path, key))


def _named(value: Value) -> str | None:
    """What an entry of a list is called: itself, or its Chinese name, title or text."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return None
    if isinstance(said := value.get("zh"), str):
        return said
    return next((_named(value[key]) for key in ("name", "title", "text") if key in value), None)
