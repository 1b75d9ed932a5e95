"""Personal data in published questions: found however it is written, and nothing else taken for it."""

from pathlib import Path

import pytest

from generator.personal_data import find_personal_data
from generator.strict_yaml import parse_document

ROOT = Path(__file__).resolve().parent.parent
MAIL, MOBILE, PHONE = "an e-mail address", "a mobile number", "a telephone number"
IDENTITY, CASE = "an identity or residence number", "the number of a case"
ADDRESS = "a street address"


def kinds(text):
    return {kind.name[1] for kind in find_personal_data(text)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((MOBILE, f"請撥{one}謝謝") for one in (
            "0912345678", "0912-345-678", "0912–345–678", "0912—345—678", "0912/345/678",
            "0912.345.678", "0912 345 678", "０９１２３４５６７８", "０９１２－３４５－６７８", "(0912)345678",
            "09 12 34 56 78", "+886 912 345 678", "+886-0912-345678", "886912345678", "0912 - 345 - 678",
            "0912345678 2 次",
        )),
        *((PHONE, f"請撥{one}謝謝") for one in (
            "02-2345-6789", "02–2345–6789", "(02)2345-6789", "（０２）２３４５－６７８９", "02/2345/6789",
            "02.2345.6789", "02 2345 6789", "037-123456", "+886 2 2345 6789", "+886-(0)2-2345-6789",
            "電話：2345-6789", "tel 2345 6789", "02-2345-6789 100",
        )),
        *((IDENTITY, f"我是{one}。") for one in (
            "A123456789", "a123456789", "A 123 456 789", "A-123-456-789", "A123-456-789", "A1 2345 6789",
            "Ａ１２３４５６７８９", "Ａ １２３ ４５６ ７８９", "A.123.456.789", "A–123–456–789", "AC01234567", "A800000014",
        )),
        *((MAIL, f"請寄 {one} 謝謝") for one in (
            "a.b@c.example", "a.b ＠ c.example", "a.b(at)c.example", "a.b (at) c.example", "a.b[at]c.example",
            "a.b [AT] c [dot] example", "a.b at c dot example", "a.b at c dot com dot tw", "a.b（at）c.example",
            "a.b{at}c(dot)example", "a.b小老鼠c.example", "a.b@c dot example", "ab(at)gmail",
        )),
        *((CASE, f"請問{one}的進度") for one in (
            "112年度他字第1234號", "112 年度 他 字第 1234 號", "１１２年度他字第１２３４號", "112年度偵字第00123號",
            "112年度金訴字第12號", "112年他字第1234號", "112偵字第99號", "112廉查字第5號", "案號：112-0034",
            "case no. 112-0034",
        )),
        *((ADDRESS, f"我住{one}") for one in (
            "示範市中正區中山路一段100號5樓", "中山路100號", "中山路 100 號 5 樓", "中山路１００號", "忠孝東路三段12巷3弄4之1號",
            "示範街12-3號2樓之1", "市府大道1號", "示範村12鄰", "中正路一百二十號",
            "No. 12, Sec. 3, Zhongshan Rd.", "No. 5-1, Ln. 20, Sample Street",
        )),
    ],
)  # fmt: skip
def test_personal_data_is_found_however_it_is_written(kind, text):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "第 12 條", "公職人員利益衝突迴避法第14條第1項第2款", "政府採購法第 22 條第 1 項第 9 款", "司法院釋字第 499 號",
        "111年憲判字第1號", "112年度預算第1號", "府政預字第1120012345號函", "112年度府政預字第1120012345號函",
        "NT$58,696,000", "預算 1,651,000 元", "1651000 元", "109.01-12", "109.03-06", "108年至113年", "2019–2022",
        "2026-11-21", "2026/09/12 10:30", "2026-09-12 2026-10-01", "2026.05.01-2026.05.31", "05/01/2026 - 05/31/2026",
        "112.03.05、112.04.06", "0.25", "0.2512345", "100﹪", "3.14159265358979", "編號 20231234567890",
        "檢舉專線 0800-286-586", "市民專線 1999", "轉分機 1234", "電話 1999",
        "國道3號", "快速公路 61 號", "台 61 線", "網路 1 號門", "馬路邊", "一路走來 3 年", "街道 12 條", "路燈 3 號",
        "Plan A 2025 to 2026", "KPI 5-1", "A4 紙 100 張", "a 112 113 114", "SHA-256", "表 A 1 2 3",
        "at 9 dots", "look at the plan", "meet at the office (at noon)", "標案案號 C1120301", "採購案號：1120301",
        "No. 12, and Roads", "in case number 5 is missed", "3 號提問", "12鄰近地區",
    ],
)  # fmt: skip
def test_statutes_sums_days_and_hotlines_are_nobodys(text):
    assert kinds(text) == set()


def texts(value):
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in ("comments", "channels", "email", "sha256", "url", "made_from"):
                yield from texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts(one)
    elif value is not None:
        yield str(value)


def test_no_text_of_the_plans_held_here_is_taken_for_personal_data():
    found = []
    for path in sorted((ROOT / "data").rglob("*.yml")):
        value = parse_document(path.read_bytes(), path.name).value
        found += [(path.name, one, kinds(one)) for one in texts(value) if kinds(one)]
    assert found == []
