"""Papers of meetings that stand on the site: what is refused, what is shown, how they come and go."""

import hashlib
import re
from pathlib import Path

import pytest

from generator.folders import MAX_PAPER_BYTES
from generator.problems import Problem, ProblemsError
from generator.source import load_site
from tests.test_incremental import Project, differing, entries, write

HERE = "committees/body/"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Committee:
    """A small project with a committee, whose papers come and go."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder)
        self.project.add_committee("body", "office-1")
        self.folder = self.project.data / "committees/body"
        self.papers = self.folder / "papers"

    def put(self, name: str, content: bytes = b"agenda\n") -> dict[str, object]:
        """A file in papers/, and how a meeting names it."""
        self.papers.mkdir(exist_ok=True)
        (self.papers / name).write_bytes(content)
        return {"title": {"zh": "議程", "en": "Agenda"}, "file": name, "sha256": sha256(content)}

    def meet(self, day: str = "2024-03-01", **more: object) -> None:
        number = {"2024-03-01": "1", "2024-09-02": "2"}.get(day, "3")
        write(self.folder / f"meetings/{day}.yml", {"number": number, "state": "held", **more})

    def page(self, prefix: str = "", day: str = "2024-03-01") -> str:
        page = self.project.out / prefix / HERE / "meetings" / day / "index.html"
        return page.read_text("utf-8")

    def shown(self) -> list[str]:
        """The papers on the site."""
        folder = self.project.out / HERE / "papers"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def problems(self) -> tuple[Problem, ...]:
        """What stops a build."""
        try:
            found = load_site(self.project.data).notes
        except ProblemsError as error:
            found = error.problems
        return tuple(one for one in found if one.severity == "error")


@pytest.fixture
def body(tmp_path) -> Committee:
    return Committee(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../site.yml", "papers/a.pdf", "a/../../x.pdf", "a.html", "a.svg", "A.pdf", "a b.pdf", ".pdf",
     "a.pdf.exe", "a", "議程.pdf", "a\\b.pdf", "-a.pdf"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_is_of_another_kind_is_refused(body, name):
    paper = {"title": {"zh": "議程"}, "file": name, "sha256": "0" * 64}
    body.meet("2025-03-03", papers=[paper])
    (found,) = body.problems()
    assert found.rule == "value" and "papers/" in found.expected[0]


@pytest.mark.parametrize("name", ["page.html", "nul.txt", "A.pdf", "sub/a.pdf", "run.js"])
def test_what_is_no_paper_does_not_stand_among_them(body, name):
    body.papers.mkdir()
    (body.papers / name).parent.mkdir(exist_ok=True)
    (body.papers / name).write_bytes(b"x")
    (found,) = body.problems()
    assert found.rule == "unknown-file" and "*.pdf" in found.expected[1]


def test_a_paper_of_another_hash_says_both_and_what_to_do(body):
    paper = body.put("agenda.pdf")
    (body.papers / "agenda.pdf").write_bytes(b"another\n")
    body.meet(minutes=paper)
    (found,) = body.problems()
    assert found.rule == "paper-differs" and found.place.path == ("minutes", "sha256")
    for said in found.found:
        assert sha256(b"agenda\n") in said and sha256(b"another\n") in said
    assert "放回原來的檔案" in found.expected[0] and "put the former file back" in found.expected[1]
    for language in ("zh", "en"):
        assert sha256(b"another\n") in found.render(language)


def test_a_paper_may_have_so_many_bytes_and_no_more(body):
    body.meet(papers=[body.put("large.csv", b"1" * MAX_PAPER_BYTES)])
    assert body.problems() == ()
    body.meet(papers=[body.put("large.csv", b"1" * (MAX_PAPER_BYTES + 1))])
    (found,) = body.problems()
    assert found.rule == "file-size" and "10,000,000" in found.expected[0]


def test_a_link_out_of_the_folder_is_never_published(body):
    """Not the file itself, nor the folder of papers."""
    paper = body.put("agenda.txt", (body.project.data / "site.yml").read_bytes())
    body.meet(papers=[paper])
    (body.papers / "agenda.txt").unlink()
    (body.papers / "agenda.txt").symlink_to(body.project.data / "site.yml")
    assert {one.rule for one in body.problems()} == {"symbolic-link", "paper-missing"}
    (body.papers / "agenda.txt").unlink()
    body.papers.rmdir()
    elsewhere = body.project.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "agenda.txt").write_bytes((body.project.data / "site.yml").read_bytes())
    body.papers.symlink_to(elsewhere)
    assert {one.rule for one in body.problems()} == {"symbolic-link", "paper-missing"}


def test_a_paper_is_told_with_kind_size_and_hash(body):
    kinds = {
        "a.pdf": "PDF", "a.docx": "Word (.docx)", "a.odt": "ODT", "a.xlsx": "Excel (.xlsx)",
        "a.ods": "ODS", "a.csv": "CSV", "a.txt": "TXT",
    }  # fmt: skip
    contents = {name: name.encode() + b"1" * 12_340 for name in kinds}
    body.meet(papers=[body.put(name, content) for name, content in contents.items()])
    body.project.build()
    for prefix, up, title in (("", "../../../../", "議程"), ("en/", "../../../../../", "Agenda")):
        html = body.page(prefix)
        for name, kind in kinds.items():
            link = f'<a href="{up}{HERE}papers/{name}">{title} <small class="num">{kind}, 12.3 KB</small>'
            assert link in html
            assert f'<code class="code">{sha256(contents[name])}</code>' in html
    for name, content in contents.items():
        assert (body.project.out / HERE / "papers" / name).read_bytes() == content


def test_papers_of_the_agenda_and_minutes_stand_on_the_site_and_those_not_named_do_not(body):
    item = {"kind": "report", "text": {"zh": "報告"}, "papers": [body.put("slides.odt")]}
    body.meet(agenda=[item], minutes=body.put("minutes.pdf"))
    body.put("draft.pdf")
    body.project.build()
    assert body.shown() == ["minutes.pdf", "slides.odt"]


def test_minutes_are_shown_from_the_day_of_their_meeting_on(body):
    """As they are on its page: the record may be written ahead, and a meeting cancelled."""
    body.meet("2026-11-22", minutes=body.put("ahead.pdf"), papers=[body.put("agenda.pdf")])
    body.meet("2026-11-20", state="planned", number="4", minutes=body.put("planned.pdf"))
    body.meet("2026-11-21", number="5", minutes=body.put("held.pdf"))
    body.project.build()
    assert body.shown() == ["agenda.pdf", "held.pdf"]
    for day, link in (("2026-11-22", "ahead"), ("2026-11-20", "planned"), ("2026-11-21", "held")):
        assert (f"papers/{link}.pdf" in body.page(day=day)) == (link == "held")
    data = (body.project.out / "data/v1" / HERE / "committee.json").read_text("utf-8")
    addresses = set(re.findall(rf'"url": "(https://[^"]*{HERE}papers/[^"]*)"', data))
    assert {one.rpartition("/")[2] for one in addresses} == {"agenda.pdf", "held.pdf"}


def test_a_paper_that_is_exchanged_renamed_or_taken_away_is_so_on_the_site(body, tmp_path):
    def same() -> None:
        body.project.build()
        assert differing(body.project.out, body.project.clean(tmp_path / "clean")) == []

    body.meet(papers=[body.put("agenda.txt"), body.put("list.csv", b"a,b\n")])
    same()
    assert body.shown() == ["agenda.txt", "list.csv"]
    stood = (body.project.out / HERE / "papers/list.csv").stat().st_mtime_ns
    body.meet(papers=[body.put("agenda.txt", b"later\n"), body.put("list.csv", b"a,b\n")])
    same()
    assert (body.project.out / HERE / "papers/agenda.txt").read_bytes() == b"later\n"
    # The other one is not written again.
    assert (body.project.out / HERE / "papers/list.csv").stat().st_mtime_ns == stood
    (body.papers / "agenda.txt").unlink()
    body.meet(papers=[body.put("list.csv", b"a,b\n")], minutes=body.put("agenda-2.txt"))
    same()
    assert body.shown() == ["agenda-2.txt", "list.csv"]
    (body.papers / "agenda-2.txt").unlink()
    (body.papers / "list.csv").unlink()
    body.meet()
    same()
    assert "papers" not in " ".join(entries(body.project.out / "committees"))


def test_an_exchanged_file_stops_the_build_and_the_site_stays(body):
    body.meet(papers=[body.put("agenda.txt")])
    body.project.build()
    (body.papers / "agenda.txt").write_bytes(b"another\n")
    with pytest.raises(ProblemsError) as stopped:
        body.project.build()
    assert [one.rule for one in stopped.value.problems] == ["paper-differs"]
    assert (body.project.out / HERE / "papers/agenda.txt").read_bytes() == b"agenda\n"


def test_the_papers_of_a_committee_that_is_not_shown_are_not_either(body):
    body.meet(papers=[body.put("agenda.txt")])
    agency = body.project.data / "agencies/office-1/agency.yml"
    body.project.edit(agency, lambda one: one.update(fictional=True))
    body.project.build()
    assert body.shown() == ["agenda.txt"]
    body.project.build(demonstration=False)
    assert body.shown() == [] and not re.search("papers", " ".join(entries(body.project.out)))
