"""Numbers of cases: of an investigation, of a court, of a report of wrongdoing. Pure.

What a court has published is nobody's secret: a judgment or ruling is cited by its number.
"""

import re

from generator.personal_data.late import LatePattern

_HAN = "[一-鿿]"
_NUMERAL = "[〇零○一二三四五六七八九十百千]"
_YEAR = rf"(?<!\d)(?<!{_NUMERAL})(?:\d{{2,3}}|{_NUMERAL}{{2,6}})"
# A case has up to six digits; the number of an official letter has more.
_NUMBER = rf"第?\s*(?:\d{{1,6}}(?!\d)|{_NUMERAL}{{1,7}}(?!{_NUMERAL}))"
_IN_WORDS = r"\s*字\s*"
_OF_YEAR = r"\s*年\s*度\s*"
# What an investigation calls its cases; a court's have 年度, a decision of principle has neither.
_INQUIRIES = "調偵續|調偵緝|調偵|軍偵|選偵|少連偵|偵緝|偵續|偵|聲他|選他|他|相|廉查|廉立|查"
_INQUIRY = rf"(?:{_INQUIRIES})\s*[北中南東]?"
_DECIDED = r"\s*號?\s*(?:刑事|民事|行政|大法庭|確定|終局)*(?:判決|裁定|判例|解釋|要旨|決議)"
_ENGLISH_DECIDED = r"\s*,?\s*(?i:judg(?:e)?ment|ruling|decision|interpretation)"
_COURTS = f"{_YEAR}{_OF_YEAR}{_HAN}{{1,5}}{_IN_WORDS}{_NUMBER}"
_NO_COURT = "(?<!法院)(?<!法院 )(?<!法庭)(?<!法庭 )"
# Contracts, tenders and works have numbers of their own.
_WORKS = "採購|工程|勞務|財物|契約|標案|計畫|預算"
_NOT_OF_WORKS = "".join(f"(?<!{word})" for word in _WORKS.split("|"))
_WORKS_BEHIND = rf"[\w-]*\s*(?:之|的)?(?:{_WORKS})(?!弊)"
_LATIN = r"(?<![A-Za-z])"

SIGN = re.compile("字|案號|編號|偵 ?\\d|他 ?\\d|廉 ?[查立]|case|zi ")
CASE = LatePattern(
    rf"{_YEAR}(?:{_OF_YEAR}|\s*年?\s*){_INQUIRY}{_IN_WORDS}{_NUMBER}"
    rf"|(?<!\d)1\d\d\s*年?度?\s*(?:[調軍選]?偵[續緝]?|廉查|廉立|他)\s*\d{{3,6}}(?![\d年月日人])"
    rf"|(?:{_INQUIRIES})\s*\(\d{{2,3}}\){_IN_WORDS}{_NUMBER}"
    rf"|{_NO_COURT}{_COURTS}(?!{_DECIDED})"
    rf"|{_NOT_OF_WORKS}案號[\s:為是]{{0,4}}[\w-]{{0,20}}\d{{3}}(?!{_WORKS_BEHIND})"
    rf"|(?:檢舉|收案|立案|陳情|申訴|密件)(?:案件|案)?(?:編號|案號|號碼)[\s:為是]{{0,4}}[\w-]{{0,20}}\d{{3}}"
    rf"|{_LATIN}(?i:case\s+(?:no\.?|number))[\s:#]{{0,4}}[\w-]{{0,20}}\d{{2}}"
    rf"|{_LATIN}\d{{2,4}}[\s-]+(?:[A-Z][a-z]+[\s-]+){{1,4}}[Zz]i[\s-]+(?:Di[\s-]+)?No\.?\s*\d{{1,6}}(?!\d)(?!{_ENGLISH_DECIDED})"
)
# A court's number without its decision may be a case that is not closed.
CASE_LIKE = LatePattern(
    rf"(?:法院|法庭)\s?{_COURTS}(?!{_DECIDED})"
    rf"|{_NOT_OF_WORKS}案號[\s:為是]{{0,4}}[\w-]{{0,20}}\d{{3}}(?={_WORKS_BEHIND})"
    rf"|(?<!採購)(?<!工程)案件(?:編號|號碼)[\s:為是]{{0,4}}[\w-]{{0,20}}\d{{3}}"
)
