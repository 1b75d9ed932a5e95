"""Where readers may write to: an e-mail address, a form, a channel for reports of corruption.

Knows what such an address may be. Knows no item and no letter.
"""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, StringConstraints, model_validator

from generator.fields import Line, Record, Text, refuse
from generator.numerals import Refused
from generator.reports import Url

# What a form's address may ask for; each stands in braces after the `?`.
FILLED = ("id", "title", "figures", "url")
PLACE = re.compile(r"\{([^{}]*)\}")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}")
_FORM = re.compile(r"https://[A-Za-z0-9.-]+(?::\d+)?(?:/[^\s<>\"\\{}?#]*)?(?:\?[^\s<>\"\\#]*)?")


def _check_email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise refuse(
            (
                "電子郵件地址，例如 comments@demo.example",
                "an e-mail address such as comments@demo.example",
            ),
            text,
        )
    return text


def _check_form(text: str) -> str:
    braces_left = PLACE.sub("", text)
    if (
        not _FORM.fullmatch(text)
        or not set(PLACE.findall(text)) <= set(FILLED)
        or "{" in braces_left
        or "}" in braces_left
    ):
        raise refuse(
            (
                "表單網址：https:// 開頭，「?」之後可用 {id}、{title}、{figures}、{url}",
                "a form's address: https://, and after the “?” {id}, {title}, {figures}, {url}",
            ),
            text,
        )
    return text


Email = Annotated[str, StringConstraints(strict=True), AfterValidator(_check_email)]
FormAddress = Annotated[str, StringConstraints(strict=True), AfterValidator(_check_form)]


class Contact(Record):
    """An e-mail address or a form's address, one of the two.

    In `form`, `{id}`, `{title}`, `{figures}` and `{url}` stand for those of the item.
    """

    email: Email | None = None
    form: FormAddress | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.email is None) == (self.form is None):
            raise Refused(
                found=("email 與 form", "email and form"),
                expected=("請寫 email 或 form 其中之一", "write one of email and form"),
            )
        return self


class Channel(Record):
    """A public channel for reports of corruption. `source`: where the number or address is stated."""

    name: Text
    phone: Line | None = None
    url: Url | None = None
    source: Text

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.phone is None and self.url is None:
            raise Refused(
                found=("沒有電話與網址", "neither phone nor address"),
                expected=("請寫 phone 或 url", "write phone or url"),
            )
        return self
