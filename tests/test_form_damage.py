"""Damaged, unusual and hostile files at the real command: each has a stated outcome."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from generator.model import Plan
from tests.forms import (
    HEADINGS,
    ROWS,
    TITLE,
    add_run,
    add_table,
    kinmen,
    make,
    run,
    saved,
    text_box,
    with_parts,
    wrap,
)
from tests.test_form import assert_same_form, drafted

TRACKED = "有追蹤修訂；刪除的文字不列入"


@pytest.fixture
def exported(tmp_path: Path) -> docx.document.Document:
    """The Kinmen plan as exported, to be damaged."""
    run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.docx")
    return docx.Document(str(tmp_path / "k.docx"))


def refused(content: bytes, folder: Path, name: str = "f.docx") -> str:
    """Why a file is not imported; nothing is written."""
    (folder / name).write_bytes(content)
    done = run("form", "import", folder / name, "--out", folder / "draft.yml")
    assert done.exit_code == 1, done.output
    assert not (folder / "draft.yml").exists() and "未匯入" in done.stderr
    english = run("form", "import", folder / name, "--out", folder / "draft.yml", "--lang", "en")
    assert english.exit_code == 1 and "not imported" in english.stderr
    return done.stderr


def told(plan: Plan) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [
        (
            m.id,
            m.text.zh,
            m.schedule.printed if m.schedule else None,
            m.estimate.printed if m.estimate else None,
            m.category,
        )
        for _, m in plan.measures
    ]


WHOLE = [
    ("g1-1", "辦理專案稽核。", "115.01-06", "50", "防貪業務"),
    ("g1-2", "檢討採購作業。", "115.03-09", "20", "防貪業務"),
    ("g2-1", "辦理廉政宣導。", "115.01-12", None, "綜合業務"),
]


def test_a_row_split_over_two_pages_is_joined_and_told(tmp_path):
    rows = (
        ("壹、強化稽核", "1、辦理專案", "115.01-06", "50", "防貪業務", "政策目標-專案稽核"),
        ("", "稽核。", "", "", "", ""),
        *ROWS[1:],
    )
    draft, said = drafted(saved(make(rows=rows)), tmp_path)
    assert told(draft) == WHOLE
    assert said.splitlines() == [
        "表 1 第 3 列第 2 欄「具體作法」: 沒有項次的文字「稽核。」；接在前一列的作法 1 之後；請核對"
    ]


@pytest.mark.parametrize("again", ["壹、強化稽核", "強化稽核", ""])
def test_a_goal_that_stands_again_after_a_page_break_is_one_goal(again, tmp_path):
    rows = (ROWS[0], HEADINGS, (again, *ROWS[1][1:]), ROWS[2])
    draft, said = drafted(saved(make(rows=rows)), tmp_path)
    assert told(draft) == WHOLE and len(draft.goals) == 2 and said == ""


def test_a_goal_that_stands_again_in_other_words_is_told(tmp_path):
    rows = (ROWS[0], ("壹、強化查核", *ROWS[1][1:]), ROWS[2])
    draft, said = drafted(saved(make(rows=rows)), tmp_path)
    assert told(draft) == WHOLE and draft.goals[0].text.zh == "強化稽核"
    assert "表 1 第 3 列第 1 欄「計畫目標」: 「壹、強化查核」與目標「壹」前面的文字不同" in said


def test_merged_and_empty_cells(tmp_path):
    document = make()
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(2, 0))  # the goal over its two measures
    table.cell(2, 4).text = ""
    table.cell(1, 4).merge(table.cell(2, 4))  # one category for both
    table.cell(2, 3).text = ""
    table.cell(1, 3).merge(table.cell(2, 3))  # one sum for both: divided by nobody
    table.cell(3, 2).text = ""
    draft, said = drafted(saved(document), tmp_path)
    assert told(draft) == [
        ("g1-1", "辦理專案稽核。", "115.01-06", None, "防貪業務"),
        ("g1-2", "檢討採購作業。", "115.03-09", None, "防貪業務"),
        ("g2-1", "辦理廉政宣導。", None, None, "綜合業務"),
    ]
    assert said.splitlines() == [
        "表 1 第 2 列第 4 欄「備考(預算金額單位:千元)」: 「50」有 1 行，旁邊有 2 項作法，無法對應；沒有列入，請自行補上",
        "表 1 第 2 列第 5 欄「業務類別」: 「防貪業務」的格子跨 2 項作法；每一項都列入；請核對",
    ]


def test_a_cell_over_two_columns_is_told_and_left_out(tmp_path):
    document = make()
    cells = document.tables[0].rows[1].cells
    cells[3].text = ""
    cells[2].merge(cells[3])
    draft, said = drafted(saved(document), tmp_path)
    assert told(draft)[0] == ("g1-1", "辦理專案稽核。", None, None, "防貪業務")
    assert "表 1 第 2 列第 3 欄「預定進度」: 「115.01-06」跨 2 欄" in said


def test_a_missing_column_is_told(tmp_path):
    content = saved(make(headings=HEADINGS[:2] + HEADINGS[3:], rows=tuple(r[:2] + r[3:] for r in ROWS)))  # fmt: skip
    draft, said = drafted(content, tmp_path)
    assert [m.schedule for _, m in draft.measures] == [None] * 3
    assert [row[3:] for row in told(draft)] == [row[3:] for row in WHOLE]
    assert said.splitlines() == ["表 1 第 1 列: 沒有「預定進度」欄；草稿沒有這一項"]


def test_without_the_column_of_measures_nothing_is_imported(tmp_path):
    content = saved(make(headings=HEADINGS[:1] + HEADINGS[2:], rows=tuple(r[:1] + r[2:] for r in ROWS)))  # fmt: skip
    assert "表 1 沒有「具體作法」欄，未匯入" in refused(content, tmp_path)


def test_swapped_columns_are_known_by_their_headings(tmp_path):
    order = (5, 2, 0, 4, 1, 3)
    content = saved(
        make(
            headings=tuple(HEADINGS[i] for i in order),
            rows=tuple(tuple(row[i] for i in order) for row in ROWS),
        )
    )
    draft, said = drafted(content, tmp_path)
    assert told(draft) == WHOLE and said == ""


def test_a_second_table_of_the_form_goes_on_and_another_one_is_told(tmp_path):
    document = make(rows=ROWS[:2])
    document.add_paragraph("")
    add_table(document, HEADINGS, ROWS[2:])
    add_table(document, ("核章", "日期"), (("承辦人", "115.01.02"),))
    draft, said = drafted(saved(document), tmp_path)
    assert told(draft) == WHOLE
    assert said.splitlines() == ["表 3: 不是計畫的表（第一列：核章｜日期）；沒有讀"]


def test_tracked_changes_leave_deleted_words_out_and_inserted_ones_in(tmp_path):
    document = make()
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]
    wrap(add_run(paragraph, "並彙撰報告。"), "ins")
    wrap(add_run(paragraph, "每月辦理。"), "del")
    gone = document.tables[0].rows[2]._tr
    gone.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="7" w:author="甲"/>'))
    draft, said = drafted(saved(document), tmp_path)
    assert [m.text.zh for _, m in draft.measures] == [
        "辦理專案稽核。並彙撰報告。",
        "辦理廉政宣導。",
    ]
    assert TRACKED in said


def test_a_text_box_is_not_read_and_its_words_are_told_once(tmp_path):
    document = make()
    document.tables[0].cell(1, 1).paragraphs[0]._p.append(text_box("另案簽核"))
    draft, said = drafted(saved(document), tmp_path)
    assert told(draft) == WHOLE
    assert said.splitlines() == [
        "表 1 第 2 列第 2 欄: 文字方塊「另案簽核」；沒有讀；請把文字移進表格"
    ]


def test_hidden_words_footnotes_and_a_table_within_a_cell_are_told(tmp_path):
    document = make()
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]
    hidden = paragraph.add_run("（內部）")
    hidden.font.hidden = True
    paragraph.add_run("")._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    document.tables[0].cell(3, 1).add_table(1, 1).cell(0, 0).text = "內表"
    draft, said = drafted(saved(document), tmp_path)
    assert told(draft) == WHOLE
    for words in ("隱藏文字「（內部）」", "有註腳", "格子裡還有一個表：「內表」"):
        assert words in said


def test_a_row_of_sums_is_told_and_left_out(tmp_path):
    rows = (*ROWS, ("合計", "", "", "70", "", ""))
    draft, said = drafted(saved(make(rows=rows)), tmp_path)
    assert told(draft) == WHOLE and "合計列「合計 70」；沒有列入" in said


def test_words_in_content_controls_and_links_are_read(tmp_path):
    document = make()
    cell = document.tables[0].cell(1, 1)
    paragraph = cell.paragraphs[0]._p
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    cell._tc.replace(paragraph, control)
    control.find(qn("w:sdtContent")).append(paragraph)
    row = document.tables[0].rows[2]._tr
    around = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.getparent().replace(row, around)
    around.find(qn("w:sdtContent")).append(row)
    draft, said = drafted(saved(document), tmp_path)
    assert told(draft) == WHOLE and said == ""


def test_a_document_without_a_table_is_refused(tmp_path):
    document = docx.Document()
    document.add_paragraph(TITLE)
    assert "檔案裡沒有表格，未匯入" in refused(saved(document), tmp_path)


def compound(stream: str) -> bytes:
    """The head of the container of Office 97 with the name of a stream."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 64


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (compound("WordDocument"), "舊的 .doc 檔"),
        (compound("EncryptedPackage"), "有密碼保護"),
        (b"%PDF-1.7\n", "PDF 檔，未匯入"),
        ("壹、強化稽核".encode(), "純文字檔，未匯入"),
        (b"{\\rtf1 }", "RTF 檔，未匯入"),
        (b"\x89PNG\r\n\x1a\n\0", "不是 Word 檔，未匯入"),
        (b"PK\x03\x04", "檔案讀不出來"),
        (b"", "未匯入"),
    ],
)
def test_other_kinds_of_files_are_refused_whatever_their_name(content, why, tmp_path):
    assert why in refused(content, tmp_path)


def test_an_encrypted_odt_is_refused(tmp_path):
    run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.odt")

    def locked(name: str, part: bytes) -> bytes:
        if name != "META-INF/manifest.xml":
            return part
        return part.replace(b'manifest:full-path="content.xml" manifest:media-type="text/xml"/>', b'manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>')  # fmt: skip

    assert "有密碼保護" in refused(with_parts((tmp_path / "k.odt").read_bytes(), locked), tmp_path)


def test_a_workbook_is_sent_to_the_other_command(tmp_path):
    run("workbook", "export", "kinmen", "2020", "--out", tmp_path / "w.xlsx", "--as-of", "2026-11-21")  # fmt: skip
    assert "workbook import" in refused((tmp_path / "w.xlsx").read_bytes(), tmp_path)


@pytest.mark.parametrize("name", ["f.docm", "f.docx"])
def test_a_file_with_macros_is_refused_whatever_its_name(name, tmp_path):
    content = saved(make())
    as_is = with_parts(content, lambda _, part: part, **{"word/vbaProject.bin": b"\0"})
    assert "含巨集" in refused(as_is, tmp_path, name)

    def enabled(name: str, part: bytes) -> bytes:
        plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return part.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")

    assert "含巨集" in refused(with_parts(content, enabled), tmp_path, name)


def test_an_odt_with_macros_is_refused(tmp_path):
    run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.odt")
    content = (tmp_path / "k.odt").read_bytes()
    added = with_parts(content, lambda _, part: part, **{"Basic/Standard/Module1.xml": b"<a/>"})
    assert "含巨集" in refused(added, tmp_path)


def test_a_file_that_unpacks_to_too_much_is_refused_unread(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<a/>")
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(101):
                part.write(b" " * 1_000_000)
    assert len(out.getvalue()) < 200_000
    assert "unpacks to more than 100,000,000 bytes" in refused(out.getvalue(), tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path):
    assert "more than 10,000,000 bytes" in refused(b"PK" + b"\0" * 10_000_000, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_an_external_entity_is_refused_and_reads_no_file(kind, encoding, tmp_path):
    (tmp_path / "secret.txt").write_text("機密內容", "utf-8")
    run("form", "export", "kinmen", "2020", "--out", tmp_path / f"k.{kind}")
    main = "word/document.xml" if kind == "docx" else "content.xml"

    def hostile(name: str, part: bytes) -> bytes:
        if name != main:
            return part
        text = part.decode("utf-8").partition("?>")[2].replace("辦理風紀視察業務", "&x;", 1)
        declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
        return f"{declared}{text}".encode(encoding)

    said = refused(with_parts((tmp_path / f"k.{kind}").read_bytes(), hostile), tmp_path)
    assert "document type declaration" in said and "機密" not in said


def test_a_part_that_is_cut_off_is_refused(tmp_path):
    content = with_parts(saved(make()), lambda n, p: p[:-200] if n == "word/document.xml" else p)
    assert "檔案讀不出來" in refused(content, tmp_path)


def test_a_file_cut_off_anywhere_is_refused_and_never_a_crash(tmp_path):
    content = saved(make())
    for length in range(0, len(content), 4001):
        (tmp_path / "f.docx").write_bytes(content[:length])
        done = run("form", "import", tmp_path / "f.docx", "--out", tmp_path / "draft.yml")
        assert done.exit_code == 1 and done.stderr, length


def test_an_exported_form_with_a_column_moved_comes_back_equal(exported, tmp_path):
    for row in exported.tables[0].rows:
        cells = row._tr.tc_lst
        row._tr.remove(cells[5])
        row._tr.tc_lst[0].addprevious(cells[5])
    draft, said = drafted(saved(exported), tmp_path)
    assert said == ""
    assert_same_form(draft, kinmen())


def test_points_below_the_table_are_told_from_notes_by_their_indent_or_in_words(tmp_path):
    below = ("填表說明：", "1、原則如下：", "1、具體。", "2、平衡。", "3、其他。")
    draft, said = drafted(saved(make(below=below)), tmp_path)
    assert [(n.number, [p.number for p in n.points]) for n in draft.notes] == [("1", ["1、"]), ("2", []), ("3", [])]  # fmt: skip
    assert said.splitlines() == [
        "第 5 段: 「2、」可以是第 2 點，也可以是上一點的第 2 小點；列為第 2 點；請核對"
    ]
    document = make(below=below)
    for paragraph in document.paragraphs[-3:]:
        paragraph.paragraph_format.left_indent = docx.shared.Cm(1)
    (tmp_path / "draft.yml").unlink()
    draft, said = drafted(saved(document), tmp_path)
    assert [(n.number, [p.number for p in n.points]) for n in draft.notes] == [("1", ["1、", "2、", "3、"])]  # fmt: skip
    assert said == ""


def test_an_empty_column_before_the_goals_is_passed_over(tmp_path):
    """The Kinmen document has one."""
    content = saved(make(headings=("", *HEADINGS), rows=tuple(("", *row) for row in ROWS)))
    draft, said = drafted(content, tmp_path)
    assert told(draft) == WHOLE and said == ""


def test_a_column_that_the_form_does_not_have_is_told_cell_by_cell(tmp_path):
    rows = tuple((*row, "王科員" if n == 1 else "") for n, row in enumerate(ROWS))
    draft, said = drafted(saved(make(headings=(*HEADINGS, "承辦人"), rows=rows)), tmp_path)
    assert told(draft) == WHOLE
    assert said.splitlines() == [
        "表 1 第 3 列第 7 欄「承辦人」: 「王科員」所在的欄不是表單的欄；沒有列入，請自行補上"
    ]


def test_remarks_without_a_unit_of_money_are_told_and_no_estimate(tmp_path):
    headings = (*HEADINGS[:3], "備考", *HEADINGS[4:])
    draft, said = drafted(saved(make(headings=headings)), tmp_path)
    assert [m.estimate for _, m in draft.measures] == [None] * 3
    assert said.count("在「備考」欄，計畫資料沒有這一欄") == 2
    (tmp_path / "draft.yml").unlink()
    headings = (*HEADINGS[:3], "概估經費", *HEADINGS[4:])
    draft, said = drafted(saved(make(headings=headings)), tmp_path)
    assert "欄名沒有金額單位；金額都沒有列入" in said and said.count("沒有金額單位") == 3
    (tmp_path / "draft.yml").unlink()
    draft, said = drafted(saved(make(headings=headings)), tmp_path, "--money-unit", "千元")
    assert told(draft) == WHOLE and said == ""


def test_the_second_of_two_tables_in_another_unit_gives_no_estimates(tmp_path):
    document = make(rows=ROWS[:2])
    headings = (*HEADINGS[:3], "備考(預算金額單位：元)", *HEADINGS[4:])
    add_table(document, headings, (("貳、深化宣導", "1、辦理廉政宣導。", "115.01-12", "9000", "綜合業務", ""),))  # fmt: skip
    draft, said = drafted(saved(document), tmp_path)
    assert draft.money_unit == "千元" and told(draft) == WHOLE
    assert "金額單位「元」與前面的表不同；這個表的金額沒有列入" in said


def test_a_number_that_is_missing_or_stands_twice_is_told(tmp_path):
    rows = (
        ROWS[0],
        ("", "3、檢討採購作業。", "115.03-09", "20", "防貪業務", ""),
        ("", "3、另一項作業。", "", "", "", ""),
        ROWS[2],
    )
    draft, said = drafted(saved(make(rows=rows)), tmp_path)
    assert [m.id for _, m in draft.measures] == ["g1-1", "g1-3", "g2-1"]
    assert "表 1 第 3 列第 2 欄「具體作法」: 項次「3」之前有 1 項" in said
    assert (
        "表 1 第 4 列第 2 欄「具體作法」: 「3、另一項作業。」與目標「壹」的另一項作法項次相同"
        in said
    )


def test_goals_without_numbers_are_not_guessed(tmp_path):
    rows = tuple((row[0].partition("、")[2], *row[1:]) for row in ROWS)
    assert "沒有一個帶項次的目標，未匯入" in refused(saved(make(rows=rows)), tmp_path)


@pytest.mark.parametrize("title", ["金門縣政府政風處廉政工作計畫", "附表"])
def test_a_title_without_a_year_and_none_at_all_are_asked_for(title, tmp_path):
    (tmp_path / "f.docx").write_bytes(saved(make(title=title)))
    done = run("form", "import", tmp_path / "f.docx", "--out", tmp_path / "d.yml")
    assert done.exit_code == 1 and ("--period" in done.stderr or "--title" in done.stderr)
    draft, _ = drafted(saved(make(title=title)), tmp_path, "--period", "115", "--title", "廉政計畫")
    assert (draft.title.zh, draft.period.first_year) == ("廉政計畫", 2026)


@pytest.mark.parametrize("tag", ["ins", "sdtContent", "hyperlink"])
def test_a_part_nested_beyond_reason_is_refused_and_never_a_crash(tag, tmp_path):
    def deep(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        around = f"<w:{tag}>".encode() * 30_000, f"</w:{tag}>".encode() * 30_000
        return part.replace(b"<w:r>", around[0] + b"<w:r>", 1).replace(b"</w:r>", b"</w:r>" + around[1], 1)  # fmt: skip

    assert "檔案讀不出來" in refused(with_parts(saved(make()), deep), tmp_path)
