"""Files that commands write: never over another one, never half, refusals in plain words."""

import os
from pathlib import Path

import pytest

from generator.atomic import write_new
from tests.forms import run

DAY = ("--as-of", "2026-11-21")
EXPORTS = [
    (("workbook", "export"), "w.xlsx", DAY),
    (("workbook", "export"), "w.ods", DAY),
    (("form", "export"), "f.docx", ()),
    (("form", "export"), "f.odt", ()),
    (("change-sheet",), "s.docx", ()),
]


@pytest.mark.parametrize(("command", "name", "options"), EXPORTS)
def test_an_export_never_replaces_what_a_clerk_has_typed(command, name, options, tmp_path):
    out = tmp_path / name
    out.write_bytes(b"typed by a clerk")
    done = run(*command, "kinmen", "2020", *options, "--out", out)
    assert done.exit_code == 2 and f"{name} 已經存在，不會覆寫；請換檔名" in done.stderr
    done = run(*command, "kinmen", "2020", *options, "--out", out, "--lang", "en")
    assert done.exit_code == 2 and "not overwritten: choose another name" in done.stderr
    assert out.read_bytes() == b"typed by a clerk"


def test_a_second_export_under_the_default_name_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("workbook", "export", "kinmen", "2020", *DAY).exit_code == 0
    first = Path("kinmen-2020.xlsx").read_bytes()
    again = run("workbook", "export", "kinmen", "2020", *DAY)
    assert again.exit_code == 2 and "已經存在" in again.stderr
    assert Path("kinmen-2020.xlsx").read_bytes() == first
    assert os.listdir(tmp_path) == ["kinmen-2020.xlsx"]


def test_an_ending_in_capitals_is_an_ending(tmp_path):
    done = run("workbook", "export", "kinmen", "2020", *DAY, "--out", tmp_path / "W.XLSX")
    assert done.exit_code == 0 and (tmp_path / "W.XLSX").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("taken", ["file", "folder", "dangling link"])
def test_a_new_file_takes_no_name_that_is_taken(taken, tmp_path):
    path = tmp_path / "a"
    {"file": path.touch, "folder": path.mkdir, "dangling link": lambda: path.symlink_to("b")}[taken]()  # fmt: skip
    with pytest.raises(FileExistsError) as error:
        write_new(path, b"new")
    assert error.value.filename == str(path)
    assert os.listdir(tmp_path) == ["a"]


def test_a_new_file_comes_whole_where_there_are_no_hard_links(tmp_path, monkeypatch):
    def refused(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(target), None, str(self))

    monkeypatch.setattr(Path, "hardlink_to", refused)
    write_new(tmp_path / "a", b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first" and os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize(
    ("name", "lang", "words"),
    [
        ("none.xlsx", "zh", "沒有這個檔案或資料夾"),
        ("none.xlsx", "en", "there is no such file"),
        (".", "zh", "是資料夾，不是檔案"),
        (".", "en", "is a folder"),
        ("x" * 300, "zh", "檔名太長"),
    ],
)
@pytest.mark.parametrize("command", ["workbook", "form"])
def test_what_the_system_refuses_is_said_in_one_language(command, name, lang, words, tmp_path):
    done = run(command, "import", tmp_path / name, "--lang", lang)
    assert done.exit_code == 2 and words in done.stderr and "Errno" not in done.stderr
    assert ("沒有" in done.stderr or "是資" in done.stderr or "太長" in done.stderr) == (
        lang == "zh"
    )


def test_a_folder_that_is_not_there_is_said_in_plain_words(tmp_path):
    done = run("form", "export", "kinmen", "2020", "--out", tmp_path / "none" / "f.docx")
    assert done.exit_code == 1 and "沒有這個檔案或資料夾" in done.stderr
    assert "none/f.docx" in done.stderr and "Errno" not in done.stderr


def _old(name: str) -> bytes:
    """The container of Office 97 as far as it tells what it holds: its directory names streams."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + name.encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (_old("Workbook"), "舊的 .xls 檔", "old .xls file"),
        (_old("WordDocument"), "舊的 .doc 檔", "old .doc file"),
        (_old("EncryptedPackage"), "密碼保護", "protected by a password"),
        (b"just text", "這不是試算表", "no workbook"),
        (b"PK\x03\x04" + bytes(40), "檔案損壞或不完整", "damaged or cut off"),
    ],
)
def test_what_a_workbook_import_gets_instead_is_named_with_what_to_do(content, zh, en, tmp_path):
    (tmp_path / "w.xlsx").write_bytes(content)
    done = run("workbook", "import", tmp_path / "w.xlsx", *DAY)
    assert done.exit_code == 2 and zh in done.stderr and "請" in done.stderr
    done = run("workbook", "import", tmp_path / "w.xlsx", *DAY, "--lang", "en")
    assert done.exit_code == 2 and en in done.stderr and "請" not in done.stderr


def test_a_form_import_sends_an_old_workbook_to_the_other_command(tmp_path):
    (tmp_path / "f.doc").write_bytes(_old("Workbook"))
    done = run("form", "import", tmp_path / "f.doc")
    assert done.exit_code == 1 and "舊的 .xls 檔" in done.stderr and ".doc 檔" not in done.stderr
    assert "workbook import" in done.stderr


def test_the_file_that_excel_leaves_while_a_workbook_is_open_is_named(tmp_path):
    (tmp_path / "~$w.xlsx").write_bytes(bytes(165))
    done = run("workbook", "import", tmp_path / "~$w.xlsx", *DAY)
    assert done.exit_code == 2 and "暫存檔" in done.stderr


@pytest.mark.parametrize("command", [("plan", "kinmen"), ("agency",)])
def test_a_question_that_nobody_answers_is_named(command):
    done = run("new", *command)
    assert done.exit_code == 2 and "還沒回答「" in done.stderr and "Aborted" not in done.stderr
