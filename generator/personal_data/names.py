"""Names of persons beside words that nobody may be named with, and lists of names. Pure.

A Chinese name is a surname that many bear and one or two characters; alone it has no form that
could be known, so it is looked for where a word before or behind it gives it away.
"""

import re

from generator.personal_data.late import LatePattern

# The surnames that nearly everyone in Taiwan bears, and the double ones.
_SINGLE = (
    "陳林黃黄張李王吳劉蔡楊許鄭謝郭洪邱丘曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾鐘游彭詹胡施沈余趙盧梁"
    "顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓阮馬董唐藍溫温蔣石田姚汪白康馮姜湯黎尤鄒巫歐程龔嚴塗涂紀連倪凌"
    "韓袁童金俞任柳駱錢章韋饒房陸毛夏賀雷龍史陶邵萬管古褚鄔柴滕閻安"
)
_DOUBLE = "歐陽|司馬|司徒|諸葛|上官|端木|張簡|范姜|張廖|江謝|夏侯|皇甫|公孫"
# Words of ordinary prose that begin like a name: `陳[情述]` stands for two.
_PROSE_WORDS = (
    "陳[情述報列請明訴閱核]|高[度階級雄等品效達層低額齡中職]|方[便式法得可針案面向能始有為由]|何[時種處以者項]|許[可多]|"
    "連[同絡結續帶江]|程[序度式]|曾[有經於任]|任[何意用務免期職]|金[融額管門屬錢流]|嚴[格重守密禁謹正懲]|管[道理制考控轄]|"
    "章[則程]|紀[律錄念]|簡[訊易化要報稱單介]|周[延知全邊詳]|游說|田野|石化|白[色天]|康復|施[行政以用作]|余額|胡亂|"
    "溫[馨和度]|古[蹟物老今代]|柴[油火]|安[全排心定置檢裝養]|張開|江[河湖]|林[務業口地園]|毛利|黃[色金]|夏[季天]|童[年軍]|章節|任[內一]|高[雄風年]|馬[上祖]|尤其|雷同|萬[元一]|史料|龍頭|馬路|張[貼揭]|謝[意絕]|洪[水災]|凌[晨駕]|房[屋地舍]|"
    "陸[續上方]|錢[財款]|丁等|杜絕|卓[越著]|董[事監]|藍圖|莊嚴|范[圍例]|游客|高風|方能|白皮"
)
# As words: a set of characters takes Python long to compile, and these stand in many patterns.
_PROSE = "|".join(
    first + second
    for first, seconds in re.findall(r"(\w+)(?:\[(\w+)\])?", _PROSE_WORDS)
    for second in seconds or ("",)
)
HAN = "[一-鿿]"
NAME = rf"(?!{_PROSE})(?:(?:{_DOUBLE}){HAN}{{1,2}}|[{_SINGLE}](?:(?!某){HAN}){{1,2}})"
# Three characters, or a double surname: two are too often an ordinary word.
LONG = rf"(?!{_PROSE})(?:(?:{_DOUBLE}){HAN}{{1,2}}|[{_SINGLE}](?:(?!某){HAN}){{2}})"
_WIDE = rf"(?!{_PROSE})(?:{_DOUBLE}|[{_SINGLE}])[ ]{HAN}(?:[ ]{HAN})?(?!{HAN})"  # 王 小 明
TITLE = (
    "(?:先生|女士|小姐|太太|君(?!子)|員警|警員|老師|教師|同學|醫師|律師|科長|課長|處長|局長|主任|股長|組長|校長|"
    "鄉長|鎮長|村長|里長|隊長|專員|技士|技佐|科員|課員|辦事員|書記|約僱人員|臨時人員|工友|司機|承辦人)"
)
END = rf"(?!{HAN})"
_ACTS = "檢舉|舉報|舉發|告發|陳情|申訴|投訴|密告"
_ROLE = (
    f"(?:被?(?:{_ACTS}|通報|揭弊|吹哨|告訴)[人者]|線民|"
    "(?:被|受)(?:調查|約談|移送|處分|懲處|懲戒|彈劾|搜索|查處|訪談)人|被付懲戒人|懲處人員|違失人員|"
    "被告|犯罪嫌疑人|嫌疑人|犯嫌|嫌犯|涉案人員?|涉嫌人|"
    "關係人|當事人|被害人|證人|行為人|加害人)"
)
_IS = "(?:之?姓名|名字|名叫)?(?:即為|就是|為|係|是|即|叫)"
_APART = r"[\s:.,、(「『\[/]{1,3}"
_GIVES_AWAY = "[於向在因涉遭被對所之的經已表提指稱反映檢舉陳情申等與及和曾來至到致住]"
_WHO = "(?:民眾|市民|縣民|員工|同仁|職員|里民|村民|家長|學生|廠商|負責人|公務員|證人)"

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
ENGLISH = (
    rf"(?:\b{_CAPITALS},?\s+[A-Z]{{2,}}(?:-[A-Z]{{2,}})?\b|(?:Mr|Ms|Mrs|Miss|Mdm|Dr)\.?\s+[A-Z][a-z-]+(?:\s+{_GIVEN})?|\b{_LATIN},?\s+{_GIVEN}(?:\s+[A-Z][a-z]+)?"
    rf"|\b(?:{_TOGETHER}|{_GIVEN}\s+{_GIVEN}|{_GIVEN}),?\s+{_LATIN}\b)"
)
# Two words in capitals that no office, law or place begins or ends with.
_OTHER = (
    "(?:Protection|Reward|Rights?|Act|Regulations?|Law|Office|Bureau|Department|Agency|Ministry|Division|Section|Survey|Satisfaction|"
    "Interviews?|Committee|Commission|Government|City|County|Township|Taiwan|National|The|This|Article|Court|Hotline|Scheme|Programme|"
    "Program|System|Company|Center|Centre|School|Bank|Public|Anti|Criminal|Service|Civil)"
)
_WESTERN = rf"(?!{_OTHER}\b)[A-Z][a-z]+\s(?!{_OTHER}\b)[A-Z][a-z]+(?!\s{_OTHER}\b)"

# A quick pattern that every text with a role matches.
ROLE_SIGN = re.compile(
    "約談|移送|懲處|調查人|處分人|彈劾人|搜索人|查處人|訪談人|違失人員|檢舉|舉報|舉發|告發|告訴人|陳情|申訴|投訴|通報人|揭弊|吹哨|密告|線民|被付懲戒|受懲處人|被告|嫌|涉案|關係人|當事人|被害人|證人|"
    "行為人|加害人|遭起訴"
)
# What ends so is a place or a body.
_NO_BODY = "(?<![市縣區鄉鎮院署局處科課室所會權性書])"
# Indigenous names in characters: with a dot, or of characters that spell sounds.
_DOTTED = rf"{HAN}{{1,6}}[·•・‧]{HAN}{{1,6}}"
_SOUNDS = (
    "[瓦歷斯諾幹巴蘇雅博伊哲努尤哈密比浩達娜莫那魯道撒可拉米古布農里夷將阿嘎卡亞洛馬沙烏穆萊勒谷奧威林以撒麗依蕾宜靖菈夫嫩尼汗泰羅克帖木吉"
    "姆法杜孔塔達赫迪曼豪麥露茲都谷優庫瑪耶薩多希]"
)
# A name that is said beside the role: certain enough to stop a build.
NAMED = LatePattern(
    rf"{_ROLE}(?:{_IS}{_APART}?|{_APART}|之?姓名{_APART}?|{_IS}|)"
    rf"(?:{NAME}\s?{TITLE}|{_WIDE})"
    rf"|{_ROLE}(?:之?姓名)?(?:{_APART}|{_IS}{_APART}?){LONG}(?:{END}|(?={_GIVES_AWAY}))"
    rf"|{_ROLE}(?:之?姓名)?{_IS}\s?{NAME}{END}"
    rf"|{_ROLE}之?姓名{LONG}"
    rf"|{_ROLE}(?:\([^()]{{1,14}}\))?(?!{HAN}(?:先生|女士|小姐|太太)){LONG}{_NO_BODY}{END}"
    rf"|{_ROLE}{_IS}{HAN}{{0,12}}{TITLE}{LONG}{END}"
    rf"|{_ROLE}(?:{_IS}|{_APART}){{0,2}}(?:{_DOTTED}|{ENGLISH})"
    rf"|(?<!{HAN}){NAME}\s?{TITLE}?(?:{_IS}|\s?\(|,|\s)\s?(?:本案|該案|此案|前案)?的?之?{_ROLE}(?!{HAN}*(?:制度|保護|權益))"
    rf"|{NAME}\s?{TITLE}(?:{_IS}|\s?[(,]|\s)?\s?(?:本案|該案|此案|前案)?的?{_ROLE}"
    rf"|{TITLE}{LONG}(?:涉嫌|涉案|涉犯|遭檢舉|被檢舉|遭起訴)"
    rf"|{_WHO}{LONG}(?:{TITLE})?(?:檢舉|舉發|告發|密告|陳情|申訴|投訴)"
    rf"|{NAME}\s?{TITLE}(?:具名)?(?:檢舉|舉發|告發|密告|涉嫌|涉案|遭檢舉|被檢舉|遭起訴)"
)
# The role and then three characters that may be a name.
MAYBE_NAMED = LatePattern(
    rf"{_ROLE}(?:{LONG}(?:{_NO_BODY}{END}|(?={_GIVES_AWAY}))|{NAME}(?=表示|指稱|陳稱|主張|指出|到案|坦承|否認|供稱))|(?<!{HAN}){LONG}(?:涉嫌|涉案|遭檢舉|被檢舉|遭起訴|(?:提出|具名)?(?:{_ACTS})(?![人者]))"
    rf"|{_ROLE}(?:{_IS}|{_APART}){{1,2}}(?:{_SOUNDS}{{4,8}}{END}|{_WESTERN})"
    rf"|(?:約談|移送|函送|懲處|傳喚|搜索|彈劾){LONG}{_NO_BODY}{END}|由{LONG}(?:提出|具名)?(?:{_ACTS})(?![人者])"
)
_MASK = "(?:[○〇◯OoXx*□]{1,2}|某某?)"
# A surname with the rest hidden still points at somebody in a small office.
MASKED = LatePattern(
    rf"{_ROLE}(?:{_IS})?{_APART.replace('{1,3}', '{0,3}')}[{_SINGLE}](?:{_MASK}|{HAN}?[○〇◯Oo*□]{HAN}?)"
    rf"|[{_SINGLE}]{_MASK}{TITLE}?(?:{_IS}|\s?[(,]|\s)?\s?{_ROLE}"
)

_ENGLISH_ROLE = (
    r"(?i:\b(?:informants?|informers?|whistle-?\s?blowers?|complainants?|petitioners?|tipsters?|accused|"
    r"defendants?|suspects?|witness(?:es)?|persons? under investigation|persons? reported))"
)
ENGLISH_SIGN = re.compile(
    "informant|informer|whistle|complainant|petitioner|tipster|accused|defendant|suspect|witness|under investigation|"
    "person reported|persons reported|reported the|filed a|filed the"
)
NAMED_ENGLISH = LatePattern(
    rf"{_ENGLISH_ROLE}(?i:'s name)?[\s,:;(-]{{1,3}}(?:(?i:is|was|named|called|being)\s+){{0,2}}{ENGLISH}"
    rf"|{ENGLISH}(?:\s*[,(]\s*|\s+(?i:is|was|as)\s+)(?i:the\s+|an?\s+)?{_ENGLISH_ROLE}"
    rf"|{ENGLISH}\s+(?i:reported the|blew the whistle|filed (?:a|the) (?:complaint|report)|is suspected|was accused)"
)
# Any two words in capitals behind a role in small letters, or behind a colon.
MAYBE_ENGLISH = LatePattern(
    rf"\b(?:informants?|informers?|whistle-?blowers?|complainants?|petitioners?|accused|defendants?|suspects?|witness)"
    rf"(?:,? (?:is |was |named )?|: | \(){_WESTERN}|{_ENGLISH_ROLE}: {_WESTERN}"
)

ONE_NAME = LatePattern(
    rf"{LONG}{TITLE}?|{_WIDE}|\b{_LATIN},?\s+{_GIVEN}|(?:{_TOGETHER}|{_GIVEN})\s{_LATIN}"
)
# What ends so is a place, a body or a thing, not a person.
NO_PERSON = re.compile(
    "[市縣區鄉鎮村里省局處科課室會所院部府組隊校類費率件項案法表冊次場年月日路街山河海式度性化學業類期單位庫網站卡]$"
)
