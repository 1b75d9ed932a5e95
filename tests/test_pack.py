"""A meeting's pack: that it says what the site says, in three kinds of file and both languages."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path

import docx
import pdfua
import pikepdf
import pytest
import yaml
from fontTools.ttLib import TTFont
from typer.testing import CliRunner

from generator.atomic import write_all_new
from generator.pack_html import _PERMALINK as _OWN_PLACE
from site_build import app

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-21"
MEETING = ("demo", "2026-12-16")
PLANS = ("agencies/demo/2025/", "agencies/demo/2025-2026/", "agencies/demo/2026/")
LANGUAGES = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
KINDS = ("pdf", "docx", "odt")
_TAG = re.compile(r"<[^>]+>")
_PERMALINK = re.compile(r"<a [^>]*>#</a>")
_SHAPE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def run(*arguments: object):
    return CliRunner().invoke(app, ["pack", *map(str, arguments)])


def bare(text: str) -> str:
    """Without white space: a line may break anywhere in Chinese."""
    return re.sub(r"\s+", "", unescape(text))


class Packs(dict[tuple[str, str], Path]):
    """The pack of the demonstration's next meeting by form and kind of file, each made when it is
    first asked for."""

    def __init__(self, out: Path) -> None:
        super().__init__()
        self.out = out

    def __missing__(self, key: tuple[str, str]) -> Path:
        form, kind = key
        done = run(*MEETING, "--text", form, "--format", kind, "--out", self.out, "--as-of", AS_OF)
        assert done.exit_code == 0, done.output
        self[key] = self.out / f"demo-2026-12-16-{'-'.join(LANGUAGES[form])}.{kind}"
        return self[key]


@pytest.fixture(scope="module")
def packs(tmp_path_factory) -> Packs:
    return Packs(tmp_path_factory.mktemp("packs"))


def text_of(path: Path) -> str:
    """What a file says, in its order, without white space."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
        return bare(done.stdout.decode())
    if path.suffix == ".docx":
        body = docx.Document(path).element.body
        return bare("".join(one.text or "" for one in body.iter(docx.oxml.ns.qn("w:t"))))
    with zipfile.ZipFile(path) as packed:
        content = packed.read("content.xml").decode()
    return bare(_TAG.sub("", content))


def page(site: Path, address: str, code: str) -> str:
    html = (site / ("en/" if code == "en" else "") / address / "index.html").read_text("utf-8")
    return _PERMALINK.sub("", _SHAPE.sub("", html))


def cells(html: str) -> list[str]:
    """What each cell of the tables of some HTML says, without white space."""
    rows = re.findall(r"<(t[hd])\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    return [bare(_TAG.sub("", cell)) for _, cell in rows]


def section(html: str, id_: str) -> str:
    found = re.search(rf'<section id="{id_}".*?</section>', html, re.DOTALL)
    assert found, id_
    return found[0]


def items(html: str) -> list[str]:
    """What each paragraph and heading says."""
    found = re.findall(r"<(p|h3|h4|li|b)\b[^>]*>((?:(?!<(?:p|li)\b).)*?)</\1>", html, re.DOTALL)
    return [bare(_TAG.sub("", one)) for _, one in found]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", LANGUAGES)
def test_the_pack_says_what_the_site_says(form, kind, packs, site):
    text = text_of(packs[form, kind])
    for code in LANGUAGES[form]:
        register = section(page(site, "committees/demo/resolutions/", code), "register")
        expected = cells(register)
        for plan in PLANS:
            review = page(site, f"{plan}review/", code)
            expected += cells(section(review, "attention"))
            expected += cells(section(review, "since"))
            expected += items(section(review, "findings"))
            expected += items(section(review, "questions"))
        assert len(expected) > 200
        missing = [one for one in expected if one and one not in text]
        # The page's own heading is the pack's chapter.
        assert set(missing) <= LEFT_OUT[code], missing[:5]


LEFT_OUT = {"zh": {"檢視發現"}, "en": {"Findings"}}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_pack_has_no_figure_that_the_site_has_not(code, packs, site):
    addresses = [
        *("committees/demo/", "committees/demo/resolutions/", "committees/demo/meetings/2026-12-16/"),
        *(f"{plan}{below}" for plan in PLANS for below in ("", "review/", "changes/")),
        *(
            path.relative_to(site).parent.as_posix()
            for plan in PLANS
            for path in (site / plan / "kpi").glob("*/index.html")
        ),
    ]  # fmt: skip
    told = set()
    for address in addresses:
        told |= set(NUMBER.findall(unescape(_TAG.sub(" ", page(site, address, code)))))
    body = docx.Document(packs[code, "docx"]).element.body
    paragraphs = body.iter(docx.oxml.ns.qn("w:p"))
    said = " ".join(
        "".join(run.text or "" for run in one.iter(docx.oxml.ns.qn("w:t"))) for one in paragraphs
    )
    said = re.sub(r"\b[0-9a-f]{12}\b|\b[0-9a-f]{64}\b", "", said)  # what it was made from, hashes
    assert len(set(NUMBER.findall(said))) > 100
    assert sorted(set(NUMBER.findall(said)) - told) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_pack_says_as_of_when_it_is_and_from_what_it_was_made(kind, packs):
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout[:12]
    for form in LANGUAGES:
        text = text_of(packs[form, kind])
        assert head in text
        if form != "en":
            assert (
                "狀態判斷日115年11月21日（2026-11-21）" in text and "示範資料，非真實數字" in text
            )
        if form != "zh":
            assert "Statesjudgedon21November2026" in text
            assert "Demonstrationdata,notrealfigures" in text


@pytest.mark.parametrize("form", LANGUAGES)
def test_the_pdf_is_tagged_a4_with_bookmarks_and_its_own_fonts(form, packs):
    path = packs[form, "pdf"]
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged: +yes", info) and "(A4)" in info and "JavaScript:      no" in info
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:]), fonts
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == ("en" if form == "en" else "zh-Hant-TW")
        with pdf.open_outline() as outline:
            (title,) = outline.root if form != "both" else outline.root[:1]
            chapters = [one.title for one in (outline.root[-1]).children]
        assert title.title and len(chapters) >= 7
        assert [one[0] for one in chapters if one[0].isdigit()] == list("1234567")


@pytest.mark.parametrize("form", LANGUAGES)
def test_the_pdf_passes_what_is_checked_of_pdf_ua(form, packs):
    report = pdfua.validate(packs[form, "pdf"])
    assert list(report.findings) == []
    with pikepdf.open(packs[form, "pdf"]) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert len(links) > 100
        for link in links:  # what pdfua does not ask
            assert parents[int(link.StructParent)].S == "/Link" and link.F == 4
        heads = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]  # fmt: skip
        assert {str(one.A.Scope) for one in heads} == {"/Column", "/Row"}


def test_the_contents_name_the_page_of_each_chapter(packs):
    done = subprocess.run(
        ["pdftotext", "-layout", packs["zh", "pdf"], "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    pages = done.stdout.split("\f")
    entries = re.findall(r"^ *(\d \S+?) ?\.[. ]+(\d+)$", pages[0], re.MULTILINE)
    assert len(entries) == 7
    for title, number in entries:
        assert any(line.strip() == title for line in pages[int(number) - 1].splitlines())


def test_a_glyph_of_our_fonts_is_called_as_it_is_numbered():
    """WeasyPrint writes one for the other: a strict reader would show other characters."""
    for path in (ROOT / "generator/fonts").glob("*.otf"):
        charset = TTFont(path)["CFF "].cff[0].charset
        assert charset[1:] == [f"cid{place:05}" for place in range(1, len(charset))], path.name


@pytest.mark.parametrize("form", LANGUAGES)
def test_the_tables_of_word_processors_repeat_their_headings(form, packs):
    document = docx.Document(packs[form, "docx"])
    section = document.sections[0]
    sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
    assert sides == [210, 297]
    assert (section.page_width > section.page_height) == (form == "both")
    with zipfile.ZipFile(packs[form, "docx"]) as packed:
        assert packed.read("word/document.xml").decode().count("<w:tblHeader") > 5
        foot = "".join(packed.read(n).decode() for n in packed.namelist() if "footer" in n)
        assert "PAGE" in foot and "2026" in foot
        assert ("Demonstration data" if form == "en" else "示範資料") in foot
    with zipfile.ZipFile(packs[form, "odt"]) as packed:
        assert packed.namelist()[0] == "mimetype"
        assert packed.read("content.xml").decode().count("<table:table-header-rows") > 5
        foot = packed.read("styles.xml").decode()
        assert "2026" in foot
        assert ("Demonstration data" if form == "en" else "示範資料") in foot


def test_the_same_data_make_the_same_files(packs, tmp_path):
    assert run(*MEETING, "--text", "both", "--out", tmp_path, "--as-of", AS_OF).exit_code == 0
    for kind in KINDS:
        again = tmp_path / packs["both", kind].name
        assert again.read_bytes() == packs["both", kind].read_bytes(), kind


def test_a_pack_is_made_without_a_network(tmp_path):
    command = [
        sys.executable,
        "site_build.py",
        "pack",
        *MEETING,
        "--as-of",
        AS_OF,
        "--out",
        tmp_path,
    ]
    alone = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "-r", "--net"]
    done = subprocess.run([*alone, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and len(list(tmp_path.iterdir())) == 3, done.stderr


def test_what_a_past_meeting_had_before_it_is_told_as_of_its_day(tmp_path):
    done = run("demo", "2026-03-20", "--out", tmp_path, "--format", "docx")
    assert done.exit_code == 0 and "2026-03-20" in done.stderr
    text = text_of(tmp_path / "demo-2026-03-20-zh.docx")
    assert "第5次會議資料" in text and "（2026-03-20）" in text
    assert "第7次會議" not in text  # held later
    # Since the meeting before: 22 September 2025.
    assert "（2025-09-22）" in text


def test_a_pack_that_stands_is_never_written_over(tmp_path):
    path = tmp_path / "demo-2026-12-16-zh.docx"
    path.write_text("edited")
    done = run(*MEETING, "--out", tmp_path)
    assert done.exit_code == 2 and str(path) in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "edited"


@pytest.mark.parametrize(
    "given, said",
    [
        (("nobody", "2026-12-16"), "demo"),
        (("demo", "2026-12-17"), "2026-12-16"),
        (("demo", "December"), "2026-12-16"),
        (("kinmen", "2026-12-16"), "–"),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(given, said, tmp_path):
    done = run(*given, "--out", tmp_path / "new", "--as-of", AS_OF)
    assert done.exit_code == 2 and said in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("kind, what", [("pdf", "WeasyPrint"), ("odt", "Pandoc")])
def test_what_is_not_installed_is_said_and_how_to_install_it(kind, what, tmp_path, monkeypatch):
    for name in ("weasyprint", "pypandoc"):
        monkeypatch.setitem(sys.modules, name, None)
    done = run(*MEETING, "--out", tmp_path, "--format", kind, "--as-of", AS_OF)
    assert done.exit_code == 2 and what in done.stderr and "make extra-pack" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_committee_without_plans_resolutions_or_agenda_has_a_pack_too(tmp_path):
    """And names of it cannot become markup."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    committee = data / "committees/bare"
    (committee / "meetings").mkdir(parents=True)
    (committee / "committee.yml").write_text(
        "name: {zh: '<b>會報</b>', en: '<b>Meeting</b> & more'}\noffices: [chiayi-city]\n", "utf-8"
    )
    (committee / "meetings/2026-12-01.yml").write_text("number: 1\nstate: planned\n", "utf-8")
    done = run(
        "bare", "2026-12-01", "--data", data, "--text", "both", "--out", tmp_path / "out",
        "--as-of", AS_OF,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    for path in (tmp_path / "out").iterdir():
        text = text_of(path)
        assert "<b>會報</b>第1次會議資料" in text
        assert "本站沒有本會報檢視的計畫。" in text and "尚未收錄議程" in text


def test_a_pack_can_be_held_against_what_is_published(tmp_path):
    project = tmp_path / "data"
    shutil.copytree(ROOT / "data", project)

    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example", *arguments]
        subprocess.run(command, cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "data")
    releases = tmp_path / "releases"
    given = (*MEETING, "--data", project, "--format", "docx", "--published", releases)
    done = run(*given, "--out", tmp_path / "a", "--as-of", AS_OF)
    assert done.exit_code == 1 and "還沒有發布過" in done.stderr
    publish = ["publish", str(releases), "--data", str(project), "--as-of", AS_OF]
    assert CliRunner().invoke(app, publish).exit_code == 0
    done = run(*given, "--out", tmp_path / "a", "--as-of", AS_OF)
    assert done.exit_code == 0, done.output
    (path,) = (tmp_path / "a").iterdir()
    assert "第1版" in text_of(path)
    done = run(*given, "--out", tmp_path / "b", "--as-of", "2026-11-20")
    assert done.exit_code == 1 and not (tmp_path / "b").exists()
    site = project / "site.yml"
    site.write_text(site.read_text("utf-8") + "\n# later\n", "utf-8")
    done = run(*given, "--out", tmp_path / "b", "--as-of", AS_OF)
    assert done.exit_code == 1 and "請先發布" in done.stderr


def test_a_pack_is_put_among_the_papers_and_the_lines_for_its_record_are_told(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    given = (*MEETING, "--data", data, "--as-of", AS_OF, "--record")
    meeting = data / "committees/demo/meetings/2026-12-16.yml"
    before = meeting.read_text("utf-8")
    for form, code in (("zh", "zh"), ("both", "zh-en")):
        done = run(*given, "--text", form, "--out", tmp_path / "out")
        assert done.exit_code == 0, done.output
        assert meeting.read_text("utf-8") == before and "2026-12-16.yml" in done.stderr
        recorded = yaml.safe_load(f"papers:\n{done.stdout}")["papers"]
        assert len(recorded) == 3
        for one, kind in zip(recorded, KINDS, strict=True):
            assert one["file"] == f"demo-2026-12-16-{code}.{kind}"
            paper = data / "committees/demo/papers" / one["file"]
            assert paper.read_bytes() == (tmp_path / "out" / one["file"]).read_bytes()
            assert one["sha256"] == hashlib.sha256(paper.read_bytes()).hexdigest()
            assert "會議資料" in one["title"]["zh"] and "pack" in one["title"]["en"]
        with meeting.open("a", encoding="utf-8") as file:  # the last of its lines are papers
            file.write(done.stdout)
        before = meeting.read_text("utf-8")
    check = CliRunner().invoke(app, ["check", "--data", str(data), "--as-of", AS_OF])
    assert check.exit_code == 0 and "paper-" not in check.output, check.output
    # What stands among the papers is never written over, and nothing is made then.
    done = run(*given, "--out", tmp_path / "again")
    assert done.exit_code == 2 and "papers/demo-2026-12-16-zh.pdf" in done.stderr
    assert not (tmp_path / "again").exists()
    # A later pack names the papers by their address on the web.
    done = run(*given[:-1], "--out", tmp_path / "later", "--format", "docx")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "later/demo-2026-12-16-zh.docx") as packed:
        links = packed.read("word/_rels/document.xml.rels").decode()
    assert "https://lianming.example/committees/demo/papers/demo-2026-12-16-zh.pdf" in links


def test_files_are_written_all_or_none(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    second.write_text("another's")
    with pytest.raises(FileExistsError):
        write_all_new({first: b"1", second: b"2"})
    assert not first.exists() and second.read_text() == "another's"


def test_a_pack_is_named_for_the_day_however_that_was_written(tmp_path):
    done = run("demo", "20261216", "--format", "odt", "--out", tmp_path, "--as-of", AS_OF)
    assert done.exit_code == 0, done.output
    assert [one.name for one in tmp_path.iterdir()] == ["demo-2026-12-16-zh.odt"]


def test_only_what_leads_to_its_own_place_is_left_out():
    """A paper may be titled with a mere #."""
    written = '<a href="https://a.example">#</a><a href="x" aria-label="1">#</a>'
    assert _OWN_PLACE.sub("", written) == '<a href="https://a.example">#</a>'


@pytest.mark.parametrize("fault, said", [("size=64k", "磁碟空間不足"), ("size=4m,ro", "唯讀")])
def test_a_disk_that_takes_nothing_is_said_with_the_file_that_was_asked_for(fault, said, tmp_path):
    script = (
        f'mount -t tmpfs -o {fault} tmpfs "$1" && "$2" site_build.py pack demo 2026-12-16 '
        f'--as-of {AS_OF} --format docx --format pdf --out "$1"; code=$?; ls -A "$1"; exit $code'
    )
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-r", "--mount"]
    done = subprocess.run(
        [*alone, "sh", "-c", script, "sh", str(tmp_path), sys.executable],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and done.stdout == "", (done.stdout, done.stderr)
    assert said in done.stderr and re.search(r"demo-2026-12-16-zh\.(docx|pdf)", done.stderr)
    assert "Traceback" not in done.stderr and ".tmp" not in done.stderr
