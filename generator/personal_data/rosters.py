"""Lists of persons with access or on travel, and one who travels. Pure."""

import re

from generator.personal_data.late import LatePattern
from generator.personal_data.names import END, ENGLISH, HAN, LONG, NAME, TITLE

_SEPARATOR = r"\s?[、,;/]\s?|\s"
# A name, its number in a list before it, its post or unit behind it.
_BEHIND = rf"\s?{TITLE}?(?:\s?\([^()]{{1,14}}\))?"
_ONE = rf"(?:\d{{1,2}}[.)、]\s?)?{NAME}{_BEHIND}"
_ROW = rf"(?<!{HAN}){_ONE}(?:(?:{_SEPARATOR}){_ONE}){{2,}}(?:{END}|(?=等))"
_SURE = rf"{LONG}(?<![市縣區鄉鎮村里局處科課室])"
_ABROAD = (
    rf"(?:赴|前往|出訪|飛往){HAN}{{0,4}}(?:陸|中國|大陸|港|澳|日本|國外|探親|旅遊|參訪|考察|出差)"
)
_ROSTER_WORDS = (
    "名冊|名單|出國人員|赴陸人員|赴大陸人員|出席人員|參加人員|參訪人員|與會人員|隨行人員|出差人員|團員|通行證|門禁|權限|帳號|"
    "經管人員|保管人|承辦人員|接觸人員|人員如下|人員有|人員計有|人員為"
)
ROSTER_SIGN = re.compile(
    rf"{_ROSTER_WORDS}|出國|赴|出差|參訪|進出|roster|list of|travel|access|delegation|participants"
)
ROSTER = LatePattern(
    rf"(?:{_ROSTER_WORDS})[^。]{{0,20}}?{_ROW}"
    rf"|人員(?:如下|名單|名冊|為|有)?[\s:]{{0,2}}{_SURE}{_BEHIND}(?:{_SEPARATOR}){_SURE}{_BEHIND}{END}"
    rf"|{TITLE}{LONG}(?={_ABROAD})"
    rf"|{_ROW}(?:等\s?[\d一二三四五六七八九十]*\s?[人員名位]+)?[^。]{{0,12}}(?:出國|赴|出差|參訪|進出|門禁|權限)"
    rf"|(?i:\b(?:roster|list of (?:staff|persons|people|travell?ers|participants|holders)|travell?ers|"
    rf"access (?:list|rights|cards?)|delegation|participants)\b)[^.]{{0,30}}?"
    rf"{ENGLISH}(?:(?:,\s|;\s|\sand\s|,\sand\s){ENGLISH}){{2,}}"
)
