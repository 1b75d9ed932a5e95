"""Names of persons beside words that nobody may be named with, and lists of names. Pure.

A Chinese name is a surname that many bear and one or two characters; alone it has no form that
could be known, so it is looked for where a word before or behind it gives it away.
"""

import re

# The surnames that nearly everyone in Taiwan bears, and the double ones.
_SINGLE = (
    "陳林黃黄張李王吳劉蔡楊許鄭謝郭洪邱丘曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾鐘游彭詹胡施沈余趙盧梁"
    "顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓阮馬董唐藍溫温蔣石田姚汪白康馮姜湯黎尤鄒巫歐程龔嚴塗涂紀連倪凌"
    "韓袁童金俞任柳駱錢章韋饒房陸毛夏賀雷龍史陶邵萬管"
)
_DOUBLE = "歐陽|司馬|司徒|諸葛|上官|端木|張簡|范姜|張廖|江謝|夏侯|皇甫|公孫"
# Words of ordinary prose that begin like a name.
_PROSE = (
    "陳[情述報列請明訴閱核]|高[度階級雄等品效達層低額齡中職]|方[便式法得可針案面向能始有]|何[時種處以者項]|許[可多]|"
    "連[同絡結續帶江]|程[序度式]|曾[有經於任]|任[何意用務免期職]|金[融額管門屬]|嚴[格重守密禁謹正懲]|管[道理制考控轄]|"
    "章[則程]|紀[律錄念]|簡[訊易化要報稱單介]|周[延知全邊詳]|游說|田野|石化|白[色天]|康復|施[行政以用作]|余額|胡亂|"
    "溫[馨和]|馬[上祖]|尤其|雷同|萬[元一]|史料|龍頭|馬路|林[務業口地園]|張[貼揭]|謝[意絕]|洪[水災]|凌[晨駕]|房[屋地舍]|"
    "陸[續上方]|錢[財款]|丁等|杜絕|卓[越著]|董[事監]|藍圖|莊嚴|范[圍例]|游客|高風|方能|白皮"
)
_HAN = "[一-鿿]"
_NAME = rf"(?!{_PROSE})(?:(?:{_DOUBLE}){_HAN}{{1,2}}|[{_SINGLE}](?!某){_HAN}(?:(?!某){_HAN})?)"
# Three characters, or a double surname: two are too often an ordinary word.
_LONG = rf"(?!{_PROSE})(?:(?:{_DOUBLE}){_HAN}{{1,2}}|[{_SINGLE}](?!某){_HAN}(?!某){_HAN})"
_WIDE = rf"(?!{_PROSE})(?:{_DOUBLE}|[{_SINGLE}])[ ]{_HAN}(?:[ ]{_HAN})?(?!{_HAN})"  # 王 小 明
_TITLE = (
    "(?:先生|女士|小姐|太太|君(?!子)|員警|警員|老師|教師|同學|醫師|律師|科長|課長|處長|局長|主任|股長|組長|校長|"
    "鄉長|鎮長|村長|里長|隊長|專員|技士|技佐|科員|課員|辦事員|書記|約僱人員|臨時人員|工友|司機|承辦人)"
)
_END = rf"(?!{_HAN})"
_ROLE = (
    "(?:檢舉人|舉報人|舉發人|告發人|告訴人|陳情人|申訴人|投訴人|通報人|揭弊者|揭弊人|吹哨者|吹哨人|密告者|線民|"
    "被檢舉人|被陳情人|被申訴人|被告發人|被付懲戒人|受懲處人|被告|犯罪嫌疑人|嫌疑人|犯嫌|嫌犯|涉案人員?|涉嫌人|"
    "關係人|當事人|被害人|證人|行為人|加害人)"
)
_IS = "(?:之?姓名|名字|名叫)?(?:即為|就是|為|係|是|即|叫)"
_APART = r"[\s:.,、(「『\[/]{1,3}"
_GIVES_AWAY = "[於向在因涉遭被對所之的經已表提指稱反映檢舉陳情申等與及和曾來至到致]"
_WHO = "(?:民眾|市民|縣民|員工|同仁|職員|里民|村民|家長|學生|廠商|負責人|公務員|證人)"

# A quick pattern that every text with a role matches.
ROLE_SIGN = re.compile(
    "檢舉|舉報人|舉發|告發|告訴人|陳情|申訴|投訴|通報人|揭弊|吹哨|密告|線民|被付懲戒|受懲處人|被告|嫌|涉案|關係人|當事人|被害人|證人|"
    "行為人|加害人|遭起訴"
)
# A name that is said beside the role: certain enough to stop a build.
NAMED = re.compile(
    rf"{_ROLE}(?:{_IS}{_APART}?|{_APART}|之?姓名{_APART}?|{_IS}|)"
    rf"(?:{_NAME}\s?{_TITLE}|{_WIDE})"
    rf"|{_ROLE}(?:之?姓名)?(?:{_APART}|{_IS}{_APART}?){_LONG}(?:{_END}|(?={_GIVES_AWAY}))"
    rf"|{_ROLE}(?:之?姓名)?{_IS}\s?{_NAME}{_END}"
    rf"|{_ROLE}之?姓名{_LONG}"
    rf"|(?<!{_HAN}){_NAME}\s?{_TITLE}?(?:{_IS}|\s?\(|,|\s)\s?(?:本案|該案|此案|前案)?的?之?{_ROLE}(?!{_HAN}*(?:制度|保護|權益))"
    rf"|{_NAME}\s?{_TITLE}(?:{_IS}|\s?[(,]|\s)?\s?(?:本案|該案|此案|前案)?的?{_ROLE}"
    rf"|{_TITLE}{_LONG}(?:涉嫌|涉案|涉犯|遭檢舉|被檢舉|遭起訴)"
    rf"|{_WHO}{_LONG}(?:{_TITLE})?(?:檢舉|舉發|告發|密告|陳情|申訴|投訴)"
    rf"|{_NAME}\s?{_TITLE}(?:具名)?(?:檢舉|舉發|告發|密告|涉嫌|涉案|遭檢舉|被檢舉|遭起訴)"
)
# The role and then three characters that may be a name.
MAYBE_NAMED = re.compile(
    rf"{_ROLE}(?:{_LONG}(?:{_END}|(?={_GIVES_AWAY}))|{_NAME}(?=表示|指稱|陳稱|主張|指出|到案|坦承|否認|供稱))|(?<!{_HAN}){_LONG}(?:涉嫌|涉案|遭檢舉|被檢舉|遭起訴|檢舉(?!人))"
)
_MASK = "(?:[○〇◯OoXx*□]{1,2}|某某?)"
# A surname with the rest hidden still points at somebody in a small office.
MASKED = re.compile(
    rf"{_ROLE}(?:{_IS})?{_APART.replace('{1,3}', '{0,3}')}[{_SINGLE}](?:{_MASK}|{_HAN}?[○〇◯Oo*□]{_HAN}?)"
    rf"|[{_SINGLE}]{_MASK}{_TITLE}?(?:{_IS}|\s?[(,]|\s)?\s?{_ROLE}"
)

# Names in Latin letters: a common surname before or behind, or a form of address.
_LATIN = (
    "(?:Chen|Lin|Huang|Hwang|Chang|Zhang|Li|Lee|Wang|Wu|Liu|Tsai|Cai|Yang|Hsu|Xu|Cheng|Zheng|Hsieh|Xie|"
    "Kuo|Guo|Hung|Hong|Chiu|Qiu|Tseng|Zeng|Liao|Lai|Chou|Zhou|Yeh|Su|Chuang|Zhuang|Lu|Lyu|Chiang|Jiang|"
    "Ho|Hsiao|Xiao|Lo|Luo|Kao|Gao|Pan|Chien|Jian|Chu|Zhu|Chung|Zhong|Peng|Chan|Zhan|Hu|Shih|Shi|Shen|Yu|"
    "Chao|Zhao|Liang|Yen|Yan|Ko|Ke|Weng|Wei|Sun|Tai|Dai|Fang|Sung|Teng|Deng|Tu|Du|Fu|Hou|Tsao|Cao|Hsueh|"
    "Xue|Ting|Ding|Ma|Tung|Dong|Tang|Ou-?[Yy]ang)"
)
_CAPITALS = _LATIN.upper()
_GIVEN = r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?"
_TOGETHER = "[A-Z][a-z]+-[A-Za-z][a-z]+"  # Xiao-ming
_ENGLISH = (
    rf"(?:\b{_CAPITALS},?\s+[A-Z]{{2,}}(?:-[A-Z]{{2,}})?\b|(?:Mr|Ms|Mrs|Miss|Mdm|Dr)\.?\s+[A-Z][a-z-]+(?:\s+{_GIVEN})?|\b{_LATIN},?\s+{_GIVEN}(?:\s+[A-Z][a-z]+)?"
    rf"|\b(?:{_TOGETHER}|{_GIVEN}\s+{_GIVEN}|{_GIVEN}),?\s+{_LATIN}\b)"
)
_ENGLISH_ROLE = (
    r"(?i:\b(?:informants?|informers?|whistle-?\s?blowers?|complainants?|petitioners?|tipsters?|accused|"
    r"defendants?|suspects?|witness(?:es)?|persons? under investigation|persons? reported))"
)
ENGLISH_SIGN = re.compile(
    "informant|informer|whistle|complainant|petitioner|tipster|accused|defendant|suspect|witness|under investigation|"
    "person reported|persons reported|reported the|filed a|filed the"
)
NAMED_ENGLISH = re.compile(
    rf"{_ENGLISH_ROLE}(?i:'s name)?[\s,:;(-]{{1,3}}(?:(?i:is|was|named|called|being)\s+){{0,2}}{_ENGLISH}"
    rf"|{_ENGLISH}(?:\s*[,(]\s*|\s+(?i:is|was|as)\s+)(?i:the\s+|an?\s+)?{_ENGLISH_ROLE}"
    rf"|{_ENGLISH}\s+(?i:reported the|blew the whistle|filed (?:a|the) (?:complaint|report)|is suspected|was accused)"
)

_SEPARATOR = r"\s?[、,;/]\s?|\s"
_ROW = (
    rf"(?<!{_HAN}){_NAME}\s?{_TITLE}?(?:(?:{_SEPARATOR}){_NAME}\s?{_TITLE}?){{2,}}(?:{_END}|(?=等))"
)
_ROSTER_WORDS = (
    "名冊|名單|出國人員|赴陸人員|赴大陸人員|出席人員|參加人員|參訪人員|與會人員|隨行人員|出差人員|團員|通行證|門禁|權限|帳號|"
    "經管人員|保管人|承辦人員|接觸人員|人員如下|人員有|人員計有|人員為"
)
ROSTER_SIGN = re.compile(
    rf"{_ROSTER_WORDS}|出國|赴|出差|參訪|進出|roster|list of|travel|access|delegation|participants"
)
ROSTER = re.compile(
    rf"(?:{_ROSTER_WORDS})[^。]{{0,20}}?{_ROW}"
    rf"|{_ROW}(?:等\s?[\d一二三四五六七八九十]*\s?[人員名位]+)?[^。]{{0,12}}(?:出國|赴|出差|參訪|進出|門禁|權限)"
    rf"|(?i:\b(?:roster|list of (?:staff|persons|people|travell?ers|participants|holders)|travell?ers|"
    rf"access (?:list|rights|cards?)|delegation|participants)\b)[^.]{{0,30}}?"
    rf"{_ENGLISH}(?:(?:,\s|;\s|\sand\s|,\sand\s){_ENGLISH}){{2,}}"
)
ONE_NAME = re.compile(
    rf"{_LONG}{_TITLE}?|{_WIDE}|\b{_LATIN},?\s+{_GIVEN}|(?:{_TOGETHER}|{_GIVEN})\s{_LATIN}"
)
# What ends so is a place, a body or a thing, not a person.
NO_PERSON = re.compile(
    "[市縣區鄉鎮村里省局處科課室會所院部府組隊校類費率件項案法表冊次場年月日路街山河海式度性化學業類期單位庫網站卡]$"
)
NAME = _NAME
