"""Sentences that tell what is not public yet: open cases, weaknesses, counts that point at few. Pure."""

import re
from collections.abc import Iterator

from generator.personal_data.late import LatePattern
from generator.personal_data.names import NAME

_REST = "[^。;!?]"  # within one sentence
_MASK = "○〇◯"
# A unit small enough to tell who is meant; whoever investigates is not the one investigated.
_UNIT = (
    rf"(?<![各該本等])[一-鿿{_MASK}]{{1,8}}(?<![各該本等所屬])(?:分局|局|處|科|課|室|隊|中心|國中|國小|高中|學校|大學|公所|戶政事務所|"
    r"地政事務所|公司|醫院|農會|清潔隊|圖書館)(?<!調查局)(?<!警察局)(?<!廉政署)(?<!政風處)(?<!政風室)(?<!各局處)(?<!各處室)(?<!各機關)(?<!懲處)(?<!查處)(?<!議處)(?<!論處)(?<!裁處)"
)
_OPEN = (
    "(?:偵辦中|偵查中|調查中|查處中|查察中|審理中|偵審中|約談中|蒐證中|尚未偵結|尚未起訴|尚未判決|"
    "仍在(?:偵辦|偵查|調查|查處|審理)|正在?(?:偵辦|偵查|調查|查處)|正?由[^。;,]{2,8}(?:偵辦|偵查)中?|"
    "刻正(?:由[^。;,]{2,8})?(?:偵辦|偵查|調查|查處|審理|蒐證)|(?:已|業)(?:經)?(?:報請|移請|函請|陳報)[^。;,]{0,10}(?:偵辦|偵查|調查)|"
    "立案(?:偵辦|偵查|調查)|(?:蒐證|偵查|偵辦|調查|審理)階段|"
    "(?:檢方|檢調|廉政署|調查局|調查站|調查處|地檢署|檢察署)[^。;,]{0,6}已?(?:約談|搜索|傳喚|羈押|聲押)(?!技巧))"
)
_CASE = (
    "(?:案|弊案|涉貪|涉嫌|涉有|涉犯|涉及|收賄|索賄|涉收受|賄賂|圖利|詐領|貪污|貪瀆|侵占|洩密|回扣)"
)
_ENGLISH_OPEN = (
    r"(?:(?:is|are|was|were|still|now|currently|remains?)\s+(?:still\s+|now\s+|currently\s+)?(?:being investigated|under investigation|"
    r"being prosecuted|on trial)|under investigation|pending (?:investigation|trial)|not yet indicted)"
)
_ENGLISH_UNIT = (
    r"\b(?:[A-Z][\w'-]+\s+){1,4}(?:Office|Bureau|Department|Division|Section|School|Hospital|Company|Township|Centre|Center|"
    r"Co|Ltd)\b"
)
OPEN_SIGN = re.compile(
    "刻正|立案|階段|約談|搜索|傳喚|押|辦中|查中|處中|察中|理中|審中|談中|證中|尚未偵結|尚未起訴|尚未判決|仍在|正在|正偵|正調|正查|偵辦|偵查|investigat|prosecuted|on trial|"
    "pending|not yet indicted"
)
OPEN_CASE = LatePattern(
    rf"(?:{_UNIT}|{NAME}){_REST}{{0,30}}?{_CASE}{_REST}{{0,24}}?{_OPEN}"
    rf"|{_OPEN}{_REST}{{0,16}}?{_UNIT}{_REST}{{0,20}}?{_CASE}"
    rf"|{_ENGLISH_UNIT}[^.]{{0,60}}?{_ENGLISH_OPEN}"
)

_WEAKNESS = (
    r"(?:弱點|漏洞|資安缺失|稽核缺失|稽核發現|資安風險|不符合事項|後門|預設密碼|弱密碼|未加密|密碼(?:仍)?為預設值?|"
    r"防火牆規則過[寬鬆]|(?:門鎖|監視器|攝影機|門禁|保險箱|金庫|圍籬)[^。;,]{0,6}(?:損壞|故障|失效)|使用\s?Windows\s?(?:XP|Vista|[78]|Server\s?20(?:0\d|12))(?!\d)|"
    r"(?:防火牆|系統|主機|網站|伺服器|網路|權限|密碼)[^。;]{0,10}缺失)"
)
_NOT_YET = (
    "(?:尚未|仍未|迄未|迄今未|還沒有?|未能|未完成|有待|待|無法)(?:完成)?(?:改善|修補|修復|修正|更新|補正|矯正|處理|結案|排除|補強|"
    "升級|更換)"
)
# Said of something that was found; of those who do not mend it speaks a rule.
_UNMENDED = "未(?:改善|修補|修復|修正|更新|更換|處理|收回)(?![者前之的率]|時|部分|案件)"
# Some that could be found: how many, or where. A sentence without either speaks of all there may be.
_SOME = r"(?:[\d一二兩三四五六七八九十]+\s?[項個處件台臺支]|系統|主機|網站|伺服器|設備|平臺|平台|資料庫)"
_ENGLISH_WEAKNESS = r"(?:vulnerabilit(?:y|ies)|\bCVE-\d{4}-\d+|security (?:weakness(?:es)?|findings?|gaps?|holes?|flaws?)|audit findings?|weak passwords?)"
_ENGLISH_NOT_YET = (
    r"(?:(?:not yet|still not|not been|yet to be|awaiting|remains?|remain)\s+(?:been\s+|to be\s+)?(?:un)?"
    r"(?:patch\w*|fix\w*|mend\w*|remed\w*|resolv\w*|correct\w*|clos\w*|open)|unpatched|unfixed|unmended|unresolved|unremedied)"
)
WEAKNESS_SIGN = re.compile(
    "預設|防火牆|門鎖|監視器|攝影機|門禁|保險箱|金庫|圍籬|windows|權限|cve-|弱點|漏洞|資安|稽核缺失|稽核發現|不符合事項|後門|預設密碼|弱密碼|未加密|缺失|vulnerabilit|security|audit finding|weak password"
)
WEAKNESS = LatePattern(
    rf"{_WEAKNESS}{_REST}{{0,24}}?{_NOT_YET}(?!者)"
    rf"|(?:存在|存有|發現|仍有){_REST}{{0,10}}?{_WEAKNESS}{_REST}{{0,12}}?(?:預計|預定|將於|擬於|規劃)"
    rf"{_REST}{{0,10}}?(?:修補|修復|改善|更新|修正)"
    rf"|{_SOME}{_REST}{{0,16}}?{_NOT_YET}{_REST}{{0,10}}?{_WEAKNESS}"
    rf"|{_WEAKNESS}{_REST}{{0,12}}?\d+\s?[項個處件台臺支][^。;,、]{{0,6}}?未(?:改善|修補|修復|修正|更新)"
    rf"|\d+\s?[項個處件台臺支]{_REST}{{0,8}}?{_WEAKNESS}{_REST}{{0,6}}?未(?:改善|修補|修復|修正|更新)"
    rf"|(?:密碼(?:仍)?為預設|防火牆規則過|使用\s?Windows){_REST}{{0,16}}?{_UNMENDED}"
    r"|(?:系統|主機|網站|伺服器|設備|資料庫)[^。;,]{0,6}未(?:修補|修復|更新)(?:之|的)?(?:漏洞|弱點|修補程式)\s?\d"
    rf"|(?:系統|帳號|主機|資料庫)[^。;,]{{0,4}}權限未(?:收回|停用|移除|刪除)(?![者前之的率]|時){_REST}{{0,4}}?(?:改善中|處理中|辦理中|{_NOT_YET})"
    r"|(?i:\bCVE-\d{4}-\d+[^.]{0,30}?\bnot\s+(?:patched|fixed|mended|remedied|updated))"
    rf"|(?i:{_ENGLISH_WEAKNESS}[^.]{{0,50}}?{_ENGLISH_NOT_YET}|{_ENGLISH_NOT_YET}[^.]{{0,20}}?{_ENGLISH_WEAKNESS})"
)

# Whom a count of these would expose. What teaches or prevents is no case.
_SENSITIVE = re.compile(
    r"(?:檢舉|貪瀆|貪污|貪汙|舞弊|弊案|懲處|懲戒|申誡|記過|免職|停職|性騷擾|性侵|霸凌|洩密|不法|違失|移送|起訴|涉案|行政責任|收賄|索賄|"
    r"財產申報不實)(?!預防|防制|防治|防範|宣導|講習|教育|訓練|專線|電話|信箱|管道|獎金|保護|制度|業務|法令)"
    r"|(?i:\b(?:corruption cases?|bribe\w*|disciplin(?:ed|ary)|reprimand\w*|demerits?|sexual harassment|bullying|prosecut\w+|"
    r"indict\w+|informants?|reports? of corruption|misconduct)\b)"
)
SENSITIVE_SIGN = re.compile(
    "檢舉|貪|舞弊|弊案|懲處|懲戒|申誡|記過|免職|停職|性騷擾|性侵|霸凌|洩密|不法|違失|移送|起訴|涉案|行政責任|收賄|索賄|財產申報不實|"
    "corruption|bribe|disciplin|reprimand|demerit|sexual harassment|bullying|prosecut|indict|informant|misconduct"
)
_TEACHING = re.compile("宣導|講習|教育(?![處局部])|訓練|座談|課程|研習|文宣|稽核|抽查|訪查|會議")
_FEW = r"(?P<few>\d{1,2}|[一二兩三四五六七八九十])"
_COUNT = rf"{_FEW}\s?(?:件|案|人|起|位|名|次|支)(?![一-鿿]*(?:以上|以下))"
_MONTH = r"(?<![\d至到~\-])(?<!每)(?:1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)月份?(?![至到~\-底前起]|[一-鿿]?以?前)"
_WHOSE = rf"(?:{_UNIT}|{_MONTH}|{NAME}(?:先生|女士|小姐)?)"
_SMALL = LatePattern(rf"{_WHOSE}[^。;,，、\d]{{0,12}}?{_COUNT}")
# Without a unit it is a count where nothing else stands behind it.
_SMALL_BARE = LatePattern(
    rf"{_UNIT}[^。;,，、\d]{{0,10}}?(?<![附表圖件項第類編號章節之.-])[: ]?(?P<few>\d{{1,2}})(?=\s*(?:[、,)]|$))"
)
_ENGLISH_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_SMALL_ENGLISH = LatePattern(
    rf"(?:{_ENGLISH_UNIT}|\b[Ii]n {_ENGLISH_MONTH})[^.;,]{{0,30}}?\b"
    r"(?P<few>\d{1,2}|one|two|three|four|five|six|seven|eight|nine)\s+(?:\w+\s+){0,2}?(?:cases?|persons?|people|staff|employees|reports?|officers?)\b"
)
_SENTENCE = re.compile("[^。;!?]+")
_WORDS = {word: i for i, word in enumerate("零一二三四五六七八九十")} | {"兩": 2}
_WORDS |= {
    word: i
    for i, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1
    )
}


def small_counts(text: str) -> Iterator[tuple[str, int]]:
    """Counts of cases by unit, month or person: their words, how many."""
    for sentence in _SENTENCE.finditer(text):
        said = sentence[0]
        if not _SENSITIVE.search(said) or _TEACHING.search(said):
            continue
        for pattern in (_SMALL, _SMALL_BARE, _SMALL_ENGLISH):
            for found in pattern.finditer(said):
                few = found["few"]
                count = int(few) if few.isdecimal() else _WORDS[few]
                if count:
                    yield found[0], count
