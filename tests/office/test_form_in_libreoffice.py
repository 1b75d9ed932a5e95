"""The Word form on a real LibreOffice: opened, saved, printed, and read back."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.forms import add_run, kinmen, make, number_goals, run, text_box, wrap
from tests.office.conftest import Convert
from tests.test_form import assert_same_form, read_draft

WORD = "MS Word 2007 XML"


def saved_as(save: Convert, path: Path, kind: str) -> Path:
    return save(path, kind, filter_=WORD if kind == "docx" else "")


@pytest.mark.parametrize(
    "kinds", [("docx", "docx"), ("docx", "odt"), ("odt", "odt"), ("odt", "docx"), ("docx", "odt", "docx")],
    ids="-".join,
)  # fmt: skip
def test_the_plan_survives_libreoffice(kinds, save, tmp_path):
    path = tmp_path / f"k.{kinds[0]}"
    run("form", "export", "kinmen", "2020", "--out", path)
    for kind in kinds[1:]:
        path = saved_as(save, path, kind)
    done = run("form", "import", path, "--out", tmp_path / "draft.yml")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    assert_same_form(read_draft(tmp_path / "draft.yml"), kinmen())


def test_an_old_word_file_that_libreoffice_wrote_is_refused_whatever_its_name(save, tmp_path):
    run("form", "export", "kinmen", "2020", "--out", tmp_path / "k.docx")
    old = save(tmp_path / "k.docx", "doc", filter_="MS Word 97")
    shutil.move(old, tmp_path / "renamed.docx")
    done = run("form", "import", tmp_path / "renamed.docx", "--out", tmp_path / "draft.yml")
    assert done.exit_code == 1 and "舊的 .doc 檔" in done.stderr
    assert not (tmp_path / "draft.yml").exists()


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_the_headings_and_the_page_number_stand_on_every_page_of_the_table(kind, save, tmp_path):
    run("form", "export", "kinmen", "2020", "--out", tmp_path / f"k.{kind}")
    printed = save(tmp_path / f"k.{kind}", "pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.rstrip("\f").split("\f")
    assert "金門縣政府政風處" in pages[0] and "金門縣政府政風處" not in pages[1]
    table = [page for page in pages if "109.0" in page or "109.1" in page]
    assert len(table) > 2
    for page in table:
        assert all(word in page for word in ("計畫目標", "具體作法", "進度", "備考", "類別"))
    for number, page in enumerate(pages, 1):
        assert page.rstrip().splitlines()[-1].strip() == str(number)
    size = subprocess.run(["pdfinfo", str(printed)], capture_output=True, text=True, check=True)
    assert "(A4)" in size.stdout


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_word_marks_is_understood_when_libreoffice_has_saved_it(kind, save, tmp_path):
    """Tracked changes, a text box, automatic numbers, merged cells, hidden words."""
    document = make()
    table = document.tables[0]
    paragraph = table.cell(1, 1).paragraphs[0]
    wrap(add_run(paragraph, "並彙撰報告。"), "ins")
    wrap(add_run(paragraph, "每月辦理。"), "del")
    table.cell(3, 1).paragraphs[0]._p.append(text_box("另案簽核"))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 4).merge(table.cell(2, 4))
    table.cell(2, 4).text = "防貪業務"
    number_goals(document)
    document.save(str(tmp_path / "w.docx"))
    saved = saved_as(save, tmp_path / "w.docx", kind)
    done = run("form", "import", saved, "--out", tmp_path / "draft.yml")
    assert done.exit_code == 0, done.output
    draft = read_draft(tmp_path / "draft.yml")
    assert [(g.number, g.text.zh) for g in draft.goals] == [("壹", "強化稽核"), ("貳", "深化宣導")]
    assert [(m.id, m.text.zh, m.category) for _, m in draft.measures] == [
        ("g1-1", "辦理專案稽核。並彙撰報告。", "防貪業務"), ("g1-2", "檢討採購作業。", "防貪業務"),
        ("g2-1", "辦理廉政宣導。", "綜合業務"),
    ]  # fmt: skip
    assert "有追蹤修訂" in done.stderr and "每月辦理" not in done.stderr
    assert done.stderr.count("文字方塊「另案簽核」") == 1
    assert "的格子跨 2 項作法" in done.stderr
