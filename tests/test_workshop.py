"""A process that builds again and again: what it keeps, and that the site is the same as a clean one."""

import filecmp
import shutil
from pathlib import Path

import pytest

from generator.build import settings_from
from generator.clock import resolve_as_of
from generator.problems import ProblemsError
from generator.publish import build_site
from generator.workshop import BrokenSite, Workshop

ROOT = Path(__file__).resolve().parent.parent
PLAN = "agencies/kinmen/2020/plan.yml"
PAGE = "agencies/{}/index.html"


class Office:
    """A copy of the data, built again and again by one workshop into one folder."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        self.data = self.root / "data"
        shutil.copytree(ROOT / "data", self.data)
        for name in ("content", "theme_overrides"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("mkdocs.yml", "mkdocs.en.yml"):
            shutil.copyfile(ROOT / name, self.root / name)
        (self.root / "generator").symlink_to(ROOT / "generator")
        self.out, self.clean = folder / "out", folder / "clean"
        self.workshop = Workshop()

    def build(self, out: Path, workshop: Workshop | None) -> None:
        as_of = resolve_as_of("2026-11-21", environ={}, root=ROOT)
        settings = settings_from(data=self.data, as_of=as_of)
        build_site(root=self.root, out=out, settings=settings, workshop=workshop)

    def again(self) -> None:
        self.build(self.out, self.workshop)

    def alter(self, name: str, old: str, new: str) -> None:
        path = (self.data if name.endswith(".yml") else self.root) / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("workshop"))
    made.again()
    return made


def names(tree: Path) -> list[str]:
    return sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())


def same(one: Path, other: Path) -> list[str]:
    """What differs between two trees."""
    assert names(one) == names(other)
    return filecmp.cmpfiles(one, other, names(one), shallow=False)[1]


def inode(office: Office, address: str) -> int:
    return (office.out / PAGE.format(address)).stat().st_ino


def test_an_edit_of_one_plan_leaves_the_files_of_the_others(office):
    before = inode(office, "kaohsiung/2024"), inode(office, "kinmen/2020")
    office.alter(PLAN, "站穩改革基礎、擘劃", "站穩改革的基礎、擘劃")
    office.again()
    assert inode(office, "kaohsiung/2024") == before[0]
    assert inode(office, "kinmen/2020") != before[1]
    assert "站穩改革的基礎" in (office.out / PAGE.format("kinmen/2020")).read_text(encoding="utf-8")


def test_edits_of_every_kind_give_the_site_that_a_clean_build_gives(office):
    office.alter("strings.yml", "zh: 首頁", "zh: 起頁")
    office.alter("agencies/demo/agency.yml", "zh: ", "zh: 新")
    shutil.rmtree(office.data / "agencies/chiayi-city")
    office.again()
    office.alter("agencies/hsinchu-county/2023/plan.yml", "zh: ", "zh: 新")
    office.alter("content/zh-Hant/about.md", "\n\n", "\n\n新的一段。\n\n")
    office.again()
    office.build(office.clean, None)
    assert same(office.out, office.clean) == []
    assert not (office.out / "agencies/chiayi-city").exists()


def test_a_failed_build_costs_neither_the_site_nor_what_is_kept(office):
    before = {name: (office.out / name).read_bytes() for name in names(office.out)}
    good = (office.data / PLAN).read_text(encoding="utf-8")
    office.alter(PLAN, "period: 109", "period: nine")
    with pytest.raises(ProblemsError):
        office.again()
    (office.data / PLAN).write_text(good, encoding="utf-8")
    about = office.root / "content/en/about.md"
    prose = about.read_text(encoding="utf-8")
    about.write_text(prose + "\n[nowhere](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(BrokenSite):
        office.again()
    assert {name: (office.out / name).read_bytes() for name in names(office.out)} == before
    about.write_text(prose, encoding="utf-8")
    office.again()
    assert {name: (office.out / name).read_bytes() for name in names(office.out)} == before
