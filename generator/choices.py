"""Codes of the data, forms of text and faults of syntax in words: what messages say of them.

Knows no record and no file. The pages' own words are in strings.yml.
"""

from collections.abc import Mapping, Sequence

from generator.fields import FILE_KINDS, FILE_NAME

Words = tuple[str, str]

# What a code is called in Chinese; its English is the code itself.
NAMES: Mapping[str, str] = {
    "not-started": "未開始", "under-way": "辦理中", "done": "已完成", "standing-duty": "經常性辦理",
    "carried-over": "列入下年度", "stopped": "停辦", "withheld-by-law": "依法不公開",
    "not-applicable": "不適用", "not-measurable": "無法衡量",
    "higher": "愈高愈好", "lower": "愈低愈好", "range": "落在區間內", "none": "文件沒有說",
    "count": "件數", "rate": "比率", "amount": "金額", "rank": "名次", "milestone": "里程碑", "text": "文字",
    "cumulative": "累計", "point": "時點", "every-due": "每次填報", "year-end": "年底一次",
    "copy": "看到的是文字檔", "original": "看過原件", "fictional": "虛構",
    "official": "機關採用的英文名稱", "provisional": "本站暫譯",
    "office": "機關自己經營", "third-party": "其他人經營",
    "revision": "機關修正", "correction": "本站更正",
    "follow-up": "歷次決議追蹤", "report": "業務報告", "special-report": "專題報告", "proposal": "提案", "motion": "臨時動議",
    "planned": "預定召開", "held": "已召開", "cancelled": "取消", "tracked": "繼續列管", "closed": "解除列管",
    "paid": "實支數", "payable": "應付數", "saved": "節餘數", "controlled": "控留數",
}  # fmt: skip

# What a text must look like, by the pattern that it must match.
PATTERNS: Mapping[str, Words] = {
    r"^(?:meetings/[0-9]{4}-[0-9]{2}-[0-9]{2}|resolutions/[a-z0-9-]{1,40})$": (
        "請寫 meetings/ 或 resolutions/ 裡的檔名，不含 .yml，例如 resolutions/3-2",
        "write the name of a file in meetings/ or resolutions/ without .yml, e.g. resolutions/3-2",
    ),
    r"^[a-z][a-z0-9_]{0,39}$": (
        "請寫小寫英文字母、數字與底線，字母開頭，最多 40 字",
        "write lower-case letters, digits and underscores, a letter first, up to 40",
    ),
    r"^[a-z0-9][a-z0-9-]{0,39}$": (
        "請寫小寫英文字母、數字與連字號，最多 40 字",
        "write lower-case letters, digits and hyphens, up to 40",
    ),
    r"^[a-z0-9][a-z0-9-]{0,39}/[0-9]{4}(?:-[0-9]{4})?$": (
        "請寫 機關/計畫 的資料夾名稱，例如 kinmen/2020",
        "write the folders of an office and its plan, e.g. kinmen/2020",
    ),
    r"^[a-z0-9][a-z0-9-]{0,39}/[a-z0-9][a-z0-9-]{0,39}$": (
        "請寫機關與計畫的資料夾，例如 demo/2025",
        "write the folders of the office and the plan, e.g. demo/2025",
    ),
    FILE_NAME: (
        "請寫 papers/ 裡的檔名，不含資料夾：小寫英文字母、數字與連字號，副檔名 "
        + "、".join(FILE_KINDS),
        "write the name of a file in papers/, without a folder: lower-case letters, digits and hyphens, ending in "
        + ", ".join(FILE_KINDS),
    ),
    r"^[0-9a-f]{64}$": (
        "請寫檔案的 SHA-256，64 個數字或小寫 a 到 f（sha256sum 檔名）",
        "write the file's SHA-256, 64 digits or letters a to f (sha256sum FILE)",
    ),
    r"^[0-9a-f]{12}$": (
        "請抄 check 列出的代碼，12 個數字或小寫 a 到 f",
        "copy the code that check tells, 12 digits or letters a to f",
    ),
    r"^[0-9a-f]{12} [0-9a-f]{12}$": (
        "請用 translations accept 寫入，不要手改",
        "let translations accept write it, not by hand",
    ),
    r"^https?://[^\s?#]+/$": (
        "請寫 https:// 開頭、/ 結尾的網址，不含 ? 與 #",
        "write an address that starts with https:// and ends with /, without ? and #",
    ),
    r"^https?://[^\s<>\"]+$": (
        "請寫 https:// 開頭的網址，不含空白",
        "write an address that starts with https://, without spaces",
    ),
}


# What libyaml says most often, in Chinese.
SYNTAX: Mapping[str, str] = {
    "mapping values are not allowed in this context": "這裡不能再有冒號",
    "did not find expected key": "這裡應該是欄位名稱",
    "could not find expected ':'": "欄位名稱後缺少冒號",
    "did not find expected '-' indicator": "這裡應該是清單的 -",
    "did not find expected ',' or ']'": "清單缺少 , 或 ]",
    "did not find expected ',' or '}'": "大括號內缺少 , 或 }",
    "did not find expected node content": "這裡缺少內容",
    "found character that cannot start any token": "這個字元不能放在開頭，請加引號",
    "found unexpected end of stream": "引號沒有結束",
    "block sequence entries are not allowed in this context": "這裡不能放清單",
    "found undefined tag handle": "有驚嘆號開頭的標籤",
}


def list_choices(codes: Sequence[str]) -> Words:
    """`count（件數）、rate（比率）`, and `count, rate`."""
    named = (f"{code}（{NAMES[code]}）" if code in NAMES else code for code in codes)
    return "、".join(named), ", ".join(codes)
