"""The official Word form: what an exported file has, and what comes back from one."""

import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.form.files import KINDS, read_form
from generator.form.leading import read_leading
from generator.form.schedules import read_schedule
from generator.form.written import Table
from generator.model import Plan
from generator.numerals import Refused
from generator.records import read_record
from generator.source import load_site
from generator.strict_yaml import parse_document
from tests.forms import (
    DATA,
    ROOT,
    ROWS,
    TITLE,
    add_list,
    count_in,
    kinmen,
    make,
    restart_list,
    run,
    saved,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_draft(path: Path) -> Plan:
    document = parse_document(path.read_bytes(), path.name)
    plan, problems = read_record(document, Plan)
    assert plan is not None, problems
    return plan


def drafted(content: bytes, folder: Path, *options: object) -> tuple[Plan, str]:
    """The draft of a form, and what was said of it."""
    (folder / "f.docx").write_bytes(content)
    done = run("form", "import", folder / "f.docx", "--out", folder / "draft.yml", *options)
    assert done.exit_code == 0, done.output
    return read_draft(folder / "draft.yml"), done.stderr


def assert_same_form(draft: Plan, plan: Plan) -> None:
    """Equal in all that the form holds; what is ours (English, themes, readings) is not in it."""
    assert draft.title.zh == plan.title.zh
    assert (draft.period, draft.money_unit) == (plan.period, plan.money_unit)
    assert [(g.number, g.text.zh) for g in draft.goals] == [(g.number, g.text.zh) for g in plan.goals]  # fmt: skip

    def told(one: Plan) -> list[object]:
        return [
            (m.id, m.number, m.text.zh, m.schedule, m.estimate, m.category, [i.text.zh for i in m.performance_items])
            for _, m in one.measures
        ]  # fmt: skip

    assert told(draft) == told(plan)

    def notes(one: Plan) -> list[object]:
        return [
            (n.kind, n.number, n.text.zh, [(p.number, p.text.zh) for p in n.points])
            for n in one.notes
        ]

    assert notes(draft) == notes(plan)
    for section in ("goals", "notes", "form_rules"):
        assert draft.sections[section].zh == plan.sections[section].zh


@pytest.mark.parametrize("kind", KINDS)
def test_the_kinmen_plan_comes_back_equal_without_a_doubtful_cell(kind, tmp_path):
    assert run("form", "export", "kinmen", "2020", "--out", tmp_path / f"k{kind}").exit_code == 0
    done = run("form", "import", tmp_path / f"k{kind}", "--out", tmp_path / "draft.yml")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    plan = kinmen()
    draft = read_draft(tmp_path / "draft.yml")
    assert (len(draft.goals), len(draft.measures)) == (8, 41)
    assert_same_form(draft, plan)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_plan_gives_the_same_file(kind, tmp_path):
    for name in "ab":
        run("form", "export", "kinmen", "2020", "--out", tmp_path / f"{name}{kind}")
    assert (tmp_path / f"a{kind}").read_bytes() == (tmp_path / f"b{kind}").read_bytes()


@pytest.mark.parametrize("plan", ["kaohsiung/2024", "hsinchu-county/2023", "demo/2025"])
def test_other_plans_come_back_with_goals_and_measures_and_what_is_left_out_is_said(plan, tmp_path):
    agency, name = plan.split("/")
    done = run("form", "export", agency, name, "--out", tmp_path / "p.docx")
    assert done.exit_code == 0 and "未列入" in done.stderr
    draft, _ = drafted((tmp_path / "p.docx").read_bytes(), tmp_path, "--agency", agency)
    site = load_site(DATA)
    office = next(one for one in site.agencies if one.id == agency)
    real = next(entry.plan for entry in office.plans if entry.id == name)
    assert [(g.number, g.text.zh) for g in draft.goals] == [(g.number, g.text.zh) for g in real.goals]  # fmt: skip
    assert [(m.id, m.text.zh) for _, m in draft.measures] == [(m.id, m.text.zh) for _, m in real.measures]  # fmt: skip


def test_a_docx_has_what_the_form_asks(tmp_path):
    """Rule 7 of the form: A4 portrait, margins, 標楷體, 18 and 14 points, 22 points a line, page
    number bottom centre, headings repeated."""
    run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.docx")
    with zipfile.ZipFile(tmp_path / "k.docx") as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
        styles = ElementTree.fromstring(package.read("word/styles.xml"))
        feet = [package.read(n) for n in package.namelist() if n.startswith("word/footer")]

    def value(element: ElementTree.Element | None, name: str) -> str | None:
        return None if element is None else element.get(f"{W}{name}")

    section = body.find(f".//{W}sectPr")
    assert section is not None
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (value(size, "w"), value(size, "h")) == ("11906", "16838")  # A4, in 1/20 point
    assert value(size, "orient") in (None, "portrait")
    assert {value(margins, side) for side in ("left", "right", "top", "bottom")} == {"1417"}
    normal = next(s for s in styles if value(s, "styleId") == "Normal")
    fonts = normal.find(f".//{W}rFonts")
    assert (value(fonts, "eastAsia"), value(fonts, "ascii")) == ("標楷體", "Times New Roman")
    assert value(normal.find(f".//{W}sz"), "val") == "28"  # half points
    spacing = normal.find(f".//{W}spacing")
    assert (value(spacing, "line"), value(spacing, "lineRule")) == ("440", "exact")
    first = body.find(f".//{W}p")
    assert first is not None and "".join(first.itertext()) == "金門縣政府政風處109年度廉政工作計畫"
    assert value(first.find(f".//{W}sz"), "val") == "36"
    (table,) = body.iter(f"{W}tbl")
    rows = list(table.iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True] + [False] * 41
    titles = ["".join(cell.itertext()) for cell in rows[0].iter(f"{W}tc")]
    assert titles == ["計畫目標", "具體作法", "預定進度", "備考(預算金額單位：千元)", "業務類別", "提列績效對應項目"]  # fmt: skip
    (foot,) = [ElementTree.fromstring(one) for one in feet if b"PAGE" in one]
    assert value(foot.find(f".//{W}jc"), "val") == "center"
    assert value(foot.find(f".//{W}fldSimple"), "instr") == "PAGE"


def test_an_odt_has_what_the_form_asks(tmp_path):
    run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.odt")
    with zipfile.ZipFile(tmp_path / "k.odt") as package:
        content, styles = (package.read(f"{n}.xml").decode() for n in ("content", "styles"))
    assert 'fo:page-width="21cm" fo:page-height="29.7cm"' in styles
    assert 'style:font-name-asian="標楷體" fo:font-size="14pt"' in styles
    assert 'fo:line-height="22pt"' in styles and 'fo:font-size="18pt"' in content
    for side in ("left", "right", "top"):
        assert f'fo:margin-{side}="2.5cm"' in styles
    # The footer's own height makes up the rest of the margin below.
    assert 'fo:margin-bottom="1.25cm"' in styles and 'svg:height="1.25cm"' in styles
    assert '<text:page-number text:select-page="current">' in styles
    head = content.partition("<table:table-header-rows>")[2].partition("</table:table-header-rows>")
    assert head[0].count("<table:table-row ") == 1 and head[2].count("<table:table-row ") == 41


def test_a_form_goes_into_the_data_of_the_office_that_its_title_names(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (tmp_path / "f.docx").write_bytes(saved(make(below=("備註：", "1、本計畫奉核後實施。"))))
    done = run("form", "import", tmp_path / "f.docx", "--data", data)
    assert done.exit_code == 0, done.output
    path = data / "agencies/kinmen/2026/plan.yml"
    assert str(path) in done.stdout
    (entry,) = [p for a in load_site(data).agencies if a.id == "kinmen" for p in a.plans if p.id == "2026"]  # fmt: skip
    assert entry.plan.title.zh == "115年度廉政工作計畫"
    assert [note.text.zh for note in entry.plan.notes] == ["本計畫奉核後實施。"]
    before = path.read_bytes()
    again = run("form", "import", tmp_path / "f.docx", "--data", data)
    assert again.exit_code == 2 and "已經存在" in again.stderr
    assert path.read_bytes() == before


def test_a_draft_is_never_written_over_a_file(tmp_path):
    (tmp_path / "f.docx").write_bytes(saved(make()))
    (tmp_path / "mine.yml").write_text("mine", "utf-8")
    done = run("form", "import", tmp_path / "f.docx", "--out", tmp_path / "mine.yml")
    assert done.exit_code == 2 and (tmp_path / "mine.yml").read_text("utf-8") == "mine"


def test_a_title_of_no_office_needs_to_be_told_whose_it_is(tmp_path):
    (tmp_path / "f.docx").write_bytes(saved(make(title="某機關115年度廉政工作計畫")))
    done = run("form", "import", tmp_path / "f.docx")
    assert done.exit_code == 2 and "--agency" in done.stderr and "--out" in done.stderr


def test_the_layout_of_one_row_for_each_goal_is_read_where_lines_match(tmp_path):
    """The Kinmen document's own layout: a goal's measures are paragraphs of one cell."""
    plan = kinmen()
    rows = []
    for goal in plan.goals:
        measures = goal.measures
        items = [item.text.zh for m in measures for item in m.performance_items]
        rows.append(
            (
                f"{goal.number}、\n{goal.text.zh}",
                "\n\n".join(f"{m.number}、 {m.text.zh}" for m in measures),
                "\n\n\n".join(m.schedule.printed for m in measures if m.schedule),
                "\n\n\n".join(m.estimate.printed for m in measures if m.estimate),
                "\n\n".join(m.category or "" for m in measures),
                "\n\n".join(items),
            )
        )
    content = saved(make(rows=tuple(rows), title="金門縣政府政風處109年度廉政工作計畫"))
    draft, said = drafted(content, tmp_path)
    assert [(m.id, m.text.zh, m.schedule, m.estimate, m.category) for _, m in draft.measures] == [
        (m.id, m.text.zh, m.schedule, m.estimate, m.category) for _, m in plan.measures
    ]
    matched = {m.id for _, m in draft.measures if m.performance_items}
    assert matched == {"g5-1", "g5-2", "g5-3", "g5-4", "g6-1", "g6-2", "g6-3"}
    assert all(i.inferred for _, m in draft.measures for i in m.performance_items)
    # 壹, 貳, 肆, 柒 and 捌 have fewer items than measures: which stands beside which is not guessed.
    lines = [line for line in said.splitlines() if "無法對應" in line]
    assert len(lines) == 5
    assert lines[0] == (
        "表 1 第 2 列第 6 欄「提列績效對應項目」: "
        "「自主管理-政風工作檢討會」有 1 行，旁邊有 3 項作法，無法對應；沒有列入，請自行補上"
    )


def test_automatic_numbers_are_read_as_they_are_shown(tmp_path):
    document = make(rows=(("站穩基礎", "第一項\n第二項\n第三項", "", "", "", ""), ("厚植職能", "第四項", "", "", "", "")))  # fmt: skip
    add_list(document, 90, "ideographLegalTraditional", "%1、")
    add_list(document, 91, "taiwaneseCountingThousand", "(%1)")
    restart_list(document, 95, 91)
    table = document.tables[0]
    for row, list_ in ((1, 91), (2, 95)):
        count_in(table.cell(row, 0), 90)
        count_in(table.cell(row, 1), list_)
    draft, _ = drafted(saved(document), tmp_path)
    assert [(g.number, g.text.zh) for g in draft.goals] == [("壹", "站穩基礎"), ("貳", "厚植職能")]
    assert [(m.number, m.text.zh) for _, m in draft.measures] == [
        ("(一)", "第一項"), ("(二)", "第二項"), ("(三)", "第三項"), ("(一)", "第四項"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "written", "sure"),
    [
        ("109.01-12", "109.01-12", True), ("１０９．０１－１２", "１０９．０１－１２", True),
        ("109年1月至12月", "109.01-12", True), ("109.1~12", "109.01-12", True),
        ("民國109年3月至110年2月", "109.03-110.02", True), ("一百零九年一月至十二月", "109.01-12", True),
        ("全年", "全年", True), ("經常辦理", "經常辦理", True),
        ("109年1月1日至109年12月31日", "109.01-12", True), ("109年3月起", "109.03-", True),
        ("109年10月", "109.10-10", True), ("109年10月底", "109.10-10", False),
        ("109.10", "109.10-10", False), ("1月至12月", "109.01-12", False),
    ],
)  # fmt: skip
def test_month_ranges_as_offices_write_them(printed, written, sure):
    assert read_schedule(printed, (2020,)) == (written, sure)


@pytest.mark.parametrize("printed", ["每季", "經常處理公文", "109.13-14", "109年1月5日至109年12月31日", "109.12-01"])  # fmt: skip
def test_what_is_no_range_of_months_is_refused(printed):
    with pytest.raises(Refused):
        read_schedule(printed, (2020,))


def test_months_without_a_year_are_refused_where_a_plan_has_several():
    with pytest.raises(Refused):
        read_schedule("1月至12月", (2019, 2020))


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("壹、站穩基礎", "壹", "站穩基礎"), ("（一）研訂計畫", "（一）", "研訂計畫"),
        ("１０．辦理宣導", "１０", "辦理宣導"), ("貳-二(一)財產申報", "貳-二(一)", "財產申報"),
        ("十二、維護", "十二", "維護"),
    ],
)  # fmt: skip
def test_numbers_as_documents_print_them(line, number, text):
    lead = read_leading(line)
    assert lead is not None and (lead.number, lead.text) == (number, text)


@pytest.mark.parametrize(
    "line", ["109年度計畫", "1.5倍成長", "109.01-12", "一般行政", "強化、落實"]
)
def test_words_that_begin_with_a_figure_are_no_number(line):
    assert read_leading(line) is None


def test_several_faults_are_told_at_once_in_both_languages(tmp_path):
    rows = (
        ("壹、強化稽核", "1、辦理專案稽核。", "經常辦理", "五十", "宣導業務", ""),
        ("", "2、洽 aac@example.gov.tw 辦理。", "109.1~6", "20元", "防貪業務", ""),
    )
    content = saved(make(rows=rows))
    draft, said = drafted(content, tmp_path)
    assert [(m.schedule.printed if m.schedule else None, m.estimate, m.category) for _, m in draft.measures] == [
        ("經常辦理", None, None), ("109.01-06", None, "防貪業務"),
    ]  # fmt: skip
    for words in ("「經常辦理」沒有月份", "「五十」", "「宣導業務」不是詞彙表的業務類別", "「20元」的單位不是欄名的 千元", "電子郵件地址", "寫成 109.01-06"):  # fmt: skip
        assert words in said
    (tmp_path / "draft.yml").unlink()
    _, english = drafted(content, tmp_path, "--lang", "en")
    assert len(english.splitlines()) == len(said.splitlines()) == 6
    assert "table 1, row 2, column 3 (預定進度): the schedule “經常辦理” gives no months" in english


def test_a_draft_that_the_loader_refuses_is_told_at_its_cell_and_not_written(tmp_path):
    rows = (*ROWS, ("參、查處", "1、辦理\u202e查處。", "115.01-12", "5", "防貪業務", ""))
    (tmp_path / "f.docx").write_bytes(saved(make(rows=rows)))
    done = run("form", "import", tmp_path / "f.docx", "--out", tmp_path / "d.yml")
    assert done.exit_code == 1 and not (tmp_path / "d.yml").exists()
    assert "沒有寫檔" in done.stderr
    assert "表 1 第 5 列第 2 欄「具體作法」: 改變文字方向的字元 U+202E" in done.stderr


def test_the_table_of_an_exported_file_is_read_whole(tmp_path):
    run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.docx")
    written = read_form((tmp_path / "k.docx").read_bytes())
    (table,) = [block for block in written.blocks if isinstance(block, Table)]
    assert len(table.rows) == 42 and written.remarks == ()
    assert table.rows[1][0].reaches == 3 and table.rows[2][0].continues


def test_another_ending_and_a_plan_that_is_not_there_are_refused(tmp_path):
    done = run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.pdf")
    assert done.exit_code == 2 and ".docx" in done.stderr and list(tmp_path.iterdir()) == []
    done = run("form", "export", "kinmen", "1999", "--out", tmp_path / "k.docx")
    assert done.exit_code == 2 and "2020" in done.stderr


def test_an_empty_title_line_is_not_the_title(tmp_path):
    document = make()
    document.paragraphs[0].insert_paragraph_before("附件一")
    draft, said = drafted(saved(document), tmp_path)
    assert draft.sections["goals"].zh == TITLE and "「附件一」在表格之前" in said
