"""Numbers and names that belong to a person where a word beside them says so: accounts, cards,
days of birth, cars. Pure. Likely, never certain.
"""

import re
from collections.abc import Iterator

from generator.personal_data.late import LatePattern

BANK = re.compile(
    r"(?:銀行|郵局|農會|信用合作社|帳號|帳戶|戶頭|局號|匯款|匯入|(?i:\bbank account|\baccount (?:no\.?|number)|\bIBAN))"
    r"[^\d]{0,16}\d(?:[\s-]?\d){9,15}(?!\d)|局號[^\d]{0,4}\d{6,7}(?!\d)[^\d]{0,6}\d{6,7}(?!\d)"
)
PASSPORT = re.compile(r"(?:護照|(?i:passport))[^\d]{0,10}\d{8,9}(?!\d)")

# Days that are written in figures are 、 in a text that was read plainly.
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = r"(?:(?:民國|西元)?前?\s?\d{1,4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}|、(?!\s*(?!生)[一-鿿]))"
BIRTH_SIGN = re.compile(r"出生|生日|生於|日 ?生|、 ?生|\bborn|birth|\bdob\b")
BIRTH = LatePattern(
    rf"(?:出生(?:年月日|日期|日)?|生日|生於)[\s:是為於]{{0,3}}{_DAY}"
    rf"|{_DAY}\s?日?\s?出?生(?![一-鿿])"
    rf"|(?i:\b(?:born(?: on| in)?|date of birth|birthday|DOB)\b)[\s:]{{0,3}}(?:{_DAY}|{_MONTHS}[a-z]*\.?\s\d|\d{{1,2}}\s{_MONTHS}|(?:19|20)\d\d\b)"
)

PLATE_SIGN = re.compile("車牌|車號|牌照|plate")
PLATE = re.compile(
    r"(?:車牌|車號|牌照)(?:號碼|號)?[^A-Za-z0-9一-鿿]{0,4}(?:為|是)?\s?(?=[A-Za-z0-9]*-?[A-Za-z0-9]*\d)[A-Za-z0-9]{2,4}\s?-?\s?[A-Za-z0-9]{2,4}(?![A-Za-z0-9])"
    r"|(?i:\b(?:licen[cs]e|number) plate|\bplate (?:no\.?|number))[\s:]{1,3}(?:is\s)?(?=[A-Z0-9-]*\d)[A-Z0-9]{2,4}-[A-Z0-9]{2,4}\b"
)

_PAYMENT = re.compile(r"(?<![\d-])[3-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d-])")
_HEALTH = re.compile(
    r"(?:健保卡|(?i:health (?:insurance )?card))[^\d]{0,12}\d(?:[ -]?\d){11}(?!\d)"
)
_LATIN = "(?<![A-Za-z-])"
MESSENGER_SIGN = re.compile("line|wechat|telegram|微信")
# The account of an office begins with @.
MESSENGER = re.compile(
    rf"{_LATIN}(?:line|wechat|telegram|微信)\s?(?:id|帳號)[\s:是為]{{0,3}}(?!(?:official|number|card)\b)[a-z0-9][\w.-]{{3,}}",
    re.IGNORECASE,
)


def is_payment_card(number: str) -> bool:
    """Whether the digits keep the check digit of ISO/IEC 7812 (Luhn)."""
    digits = [int(digit) for digit in number if digit.isdecimal()][::-1]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def cards(text: str) -> Iterator[str]:
    """Numbers of payment cards and of cards of the health insurance."""
    yield from (found[0] for found in _PAYMENT.finditer(text) if is_payment_card(found[0]))
    yield from (found[0] for found in _HEALTH.finditer(text))
