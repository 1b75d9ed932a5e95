"""A site that is brought up to date again and again is, byte for byte, the site of a clean build."""

import filecmp
import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generator.regions
import generator.standing
from generator.builds import Built, build_site
from generator.construction import BrokenSite
from generator.inputs import Order
from generator.problems import ProblemsError
from generator.standing import Building, cache_of, hold
from generator.store import Store
from tests.soak import small_or_full
from tests.test_sites import AGENCY, PLAN

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-21"
REPORT = {
    "as_of": "2024-06-30",
    "body": {"zh": "示範科", "en": "Sample section"},
    "kpis": [{"kpi": "3", "value": "4 件"}],
}
RESOLUTION = {
    "meeting": "2024-03-01", "text": {"zh": "辦理", "en": "Do it"},
    "lead": {"zh": "示範科", "en": "Sample section"}, "state": "tracked",
}  # fmt: skip


def write(path: Path, record: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")


class Project:
    """A project of its own: theme and pages copied, data made up, built again and again."""

    def __init__(self, folder: Path) -> None:
        self.root, self.data = folder / "root", folder / "root/data"
        self.out, self.cache = folder / "site", folder / "cache"
        for name in ("content", "theme_overrides"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("mkdocs.yml", "mkdocs.en.yml"):
            shutil.copyfile(ROOT / name, self.root / name)
        (self.root / "generator").symlink_to(ROOT / "generator")
        self.data.mkdir()
        for name in ("vocabulary.yml", "glossary.yml", "strings.yml", "site.yml"):
            shutil.copyfile(ROOT / "data" / name, self.data / name)
        self.number = 0
        for region in ("金門縣", "金門縣", "高雄市"):
            self.add_office(region)

    def add_office(self, region: str = "高雄市") -> str:
        self.number += 1
        office = f"office-{self.number}"
        names = {"zh": f"示範{self.number}政風處", "en": f"Sample office {self.number}"}
        record = {**AGENCY, "name": names, "region": {"zh": region}, "fictional": False}
        write(self.data / "agencies" / office / "agency.yml", record)
        self.add_plan(office, 112)
        return office

    def add_plan(self, office: str, year: int) -> None:
        plan = json.loads(json.dumps(PLAN))
        plan["period"] = f"{year}-{year + 1}"
        plan["title"] = {"zh": "示範計畫", "en": "Sample plan"}
        for kpi in plan["kpis"]:
            if "targets" in kpi:
                kpi["targets"] = {
                    str(int(at) - 112 + year): said for at, said in kpi["targets"].items()
                }
        years = f"{year + 1911}-{year + 1912}"
        write(self.data / "agencies" / office / years / "plan.yml", plan)

    def add_committee(self, name: str, office: str) -> None:
        """One that names every plan of an office."""
        folder = self.data / "committees" / name
        committee = {"name": {"zh": f"{name}會報", "en": name}, "offices": [office]}
        write(folder / "committee.yml", committee)
        for day in ("2024-03-01", "2024-09-02"):
            number = "1" if day == "2024-03-01" else "2"
            write(folder / f"meetings/{day}.yml", {"number": number, "state": "held"})
        plans = sorted((self.data / "agencies" / office).glob("*/plan.yml"))
        concerns = [{"plan": f"{office}/{plan.parent.name}", "kpi": "1"} for plan in plans]
        write(folder / "resolutions/1-1.yml", {**RESOLUTION, "concerns": concerns})

    def drop_committees(self) -> None:
        """Those whose office is gone."""
        held = {office.name for office in self.offices()}
        for path in sorted(self.data.glob("committees/*/committee.yml")):
            if not held.issuperset(json.loads(path.read_text("utf-8"))["offices"]):
                shutil.rmtree(path.parent)

    def offices(self) -> list[Path]:
        return sorted((self.data / "agencies").iterdir())

    def plans(self) -> list[Path]:
        return sorted(self.data.glob("agencies/*/*/plan.yml"))

    def order(self, **more: Any) -> Order:
        return Order(self.root, self.data, AS_OF, **more)

    def build(self, out: Path | None = None, cache: Path | None = None, **more: Any) -> Built:
        return build_site(self.order(**more), out or self.out, cache=cache or self.cache)

    def clean(self, folder: Path) -> Path:
        """The site of a clean build, elsewhere."""
        shutil.rmtree(folder, ignore_errors=True)
        self.build(folder / "site", folder / "cache")
        return folder / "site"

    @property
    def kept(self) -> Path:
        return cache_of(self.cache, self.out)

    def consult(
        self, id_: str, plan: Path, *, title: str = "甲", closes: str = "2026-12-10"
    ) -> None:
        """A consultation about a plan."""
        office, folder = plan.parts[-3:-1]
        number = str(int(id_.removeprefix("c")) + 1)
        write(
            self.data / f"consultations/{id_}.yml",
            {
                "office": office,
                "plans": [{"plan": f"{office}/{folder}", "number": number}],
                **{name: {"zh": title} for name in ("title", "question", "plain")},
                "opens": "2026-11-01",
                "closes": closes,
                "ways": {"email": "office@demo.example"},
            },
        )

    def forget(self) -> None:
        """Consultations about plans that are gone are taken out, as whoever removes a plan must."""
        for path in self.data.glob("consultations/*.yml"):
            (about,) = json.loads(path.read_text("utf-8"))["plans"]
            if not (self.data / "agencies" / about["plan"] / "plan.yml").exists():
                path.unlink()

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def edit(self, plan: Path, change: Callable[[dict[str, Any]], None]) -> None:
        record = json.loads(plan.read_text("utf-8"))
        change(record)
        write(plan, record)


def entries(tree: Path) -> list[str]:
    """Every file and folder."""
    return sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*"))


def differing(one: Path, other: Path) -> list[str]:
    assert entries(one) == entries(other)
    files = [name for name in entries(one) if (one / name).is_file()]
    return filecmp.cmpfiles(one, other, files, shallow=False)[1]


# Edits, each of a project with a source of chance.
def figure(project: Project, chance: random.Random) -> None:
    number = chance.randrange(1000)

    def change(plan: dict[str, Any]) -> None:
        year = next(iter(plan["kpis"][-1].get("targets", {"113": ""})))
        plan["kpis"][-1]["targets"] = {year: f"{number} 件"}

    project.edit(chance.choice(project.plans()), change)


def title(project: Project, chance: random.Random) -> None:
    word = chance.choice(("甲", "乙", "丙"))
    project.edit(
        chance.choice(project.plans()), lambda plan: plan["title"].update(zh=f"{word}計畫")
    )


def indicator(project: Project, chance: random.Random) -> None:
    def change(plan: dict[str, Any]) -> None:
        if len(plan["kpis"]) > 1 and chance.random() < 0.6:
            plan["kpis"].pop(0)
        else:
            number = str(max(int(kpi["number"]) for kpi in plan["kpis"]) + 1)
            plan["kpis"].append({**PLAN["kpis"][0], "number": number})

    project.edit(chance.choice(project.plans()), change)


def report(project: Project, chance: random.Random) -> None:
    plan = chance.choice(project.plans())
    path = plan.parent / f"reports/2024-0{chance.choice('789')}-10-self.yml"
    numbers = [kpi["number"] for kpi in json.loads(plan.read_text("utf-8"))["kpis"]]
    if path.exists():
        path.unlink()
    elif plan.parent.name == "2023-2024" and "3" in numbers:
        write(path, REPORT)


def add(project: Project, chance: random.Random) -> None:
    project.add_office(chance.choice(("金門縣", "高雄市", "連江縣")))


def rename(project: Project, chance: random.Random) -> None:
    office = chance.choice(project.offices())
    project.number += 1
    office.rename(office.with_name(f"renamed-{project.number}"))
    project.drop_committees()
    project.forget()


def remove(project: Project, chance: random.Random) -> None:
    if len(project.offices()) > 2:
        shutil.rmtree(chance.choice(project.offices()))
        project.drop_committees()
        project.forget()


def second_plan(project: Project, chance: random.Random) -> None:
    office = chance.choice(project.offices())
    later = office / "2025-2026"
    if later.exists() and len(list(office.glob("*/plan.yml"))) > 1:
        shutil.rmtree(later)
        project.forget()
    else:
        project.add_plan(office.name, 114)


def fiction(project: Project, chance: random.Random) -> None:
    path = chance.choice(project.offices()) / "agency.yml"
    project.edit(path, lambda office: office.update(fictional=not office["fictional"]))


def consultation(project: Project, chance: random.Random) -> None:
    id_ = f"c{chance.randrange(3)}"
    path = project.data / f"consultations/{id_}.yml"
    if path.exists() and chance.random() < 0.4:
        path.unlink()
    else:
        closes = chance.choice(("2026-11-20", "2026-12-10"))
        project.consult(
            id_, chance.choice(project.plans()), title=chance.choice("甲乙"), closes=closes
        )


def words(project: Project, chance: random.Random) -> None:
    project.replace("data/strings.yml", "zh: 首頁", f"zh: 首頁{chance.choice('一二三')}")


def prose(project: Project, chance: random.Random) -> None:
    project.replace("content/zh-Hant/about.md", "\n\n", f"\n\n新的一段{chance.random()}。\n\n")


def frame(project: Project, chance: random.Random) -> None:
    block = "{% block header %}"
    project.replace("theme_overrides/main.html", block, f"{block}<!-- {chance.random()} -->")


def style(project: Project, chance: random.Random) -> None:
    path = project.root / "theme_overrides/assets/css/10-tokens.css"
    path.write_text(path.read_text("utf-8") + f"/* {chance.random()} */\n", "utf-8")


def paper(folder: Path, chance: random.Random) -> dict[str, Any]:
    """A file among a committee's papers, and how a meeting names it."""
    content = str(chance.random()).encode()
    name = f"a-{hashlib.sha256(content).hexdigest()[:8]}.txt"
    (folder / "papers").mkdir(exist_ok=True)
    (folder / "papers" / name).write_bytes(content)
    return {"title": {"zh": "議程"}, "file": name, "sha256": hashlib.sha256(content).hexdigest()}


def committee(project: Project, chance: random.Random) -> None:
    """One comes, goes, meets, or changes what it resolved."""
    folder = project.data / "committees" / f"body-{chance.randrange(2)}"
    path = folder / "resolutions/1-1.yml"
    if not folder.exists():
        project.add_committee(folder.name, chance.choice(project.offices()).name)
    elif chance.random() < 0.2:
        shutil.rmtree(folder)
    elif chance.random() < 0.3:
        day = f"2025-0{chance.randrange(1, 9)}-03"
        number = day.replace("-", "")
        meeting = {"number": number, "state": "held"}
        write(folder / f"meetings/{day}.yml", {**meeting, "papers": [paper(folder, chance)]})
    elif path.exists():
        kpi, text = chance.choice("1239"), {"zh": f"辦理{chance.random()}"}
        here = chance.choice(project.plans()).parent
        concern = {"plan": f"{here.parent.name}/{here.name}", "kpi": kpi}
        write(path, {**RESOLUTION, "text": text, "concerns": [concern]})


def touch(project: Project, chance: random.Random) -> None:
    os.utime(chance.choice(project.plans()))


def damage(project: Project, chance: random.Random) -> None:
    """A file of the cache loses its end, or is gone."""
    files = sorted(path for path in project.kept.rglob("*") if path.is_file())
    path = chance.choice(files)
    if chance.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-7])


EDITS = (
    *(
        figure,
        title,
        indicator,
        report,
        add,
        rename,
        remove,
        second_plan,
        fiction,
        words,
        prose,
    ),
    *(frame, style, touch, damage, committee, committee, consultation, consultation),
)


class Killed(BaseException):
    """The process ends here, whatever it was about."""


def kill_at(monkeypatch: pytest.MonkeyPatch, chance: random.Random) -> None:
    """Die at a random step of putting the new files in place, or of writing them."""
    left = chance.randrange(1, 40)
    real = os.replace

    def replace(*arguments: Any, **more: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed
        real(*arguments, **more)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("seed", range(small_or_full(1, 60)))
def test_any_edits_give_the_site_of_a_clean_build(tmp_path, monkeypatch, seed, split):
    if split:  # as a nation's plans are
        monkeypatch.setattr(generator.regions, "MOST_WHOLE", 2)
    chance = random.Random(f"{seed} {split}")
    project = Project(tmp_path)
    project.build()
    for _ in range(small_or_full(5, 12)):
        done = [edit(project, chance) or edit.__name__ for edit in chance.choices(EDITS, k=2)]
        if chance.random() < 0.4:
            with monkeypatch.context() as patch:
                kill_at(patch, chance)
                try:
                    project.build()
                except Killed:
                    done.append("killed")
        project.build()
        clean = project.clean(tmp_path / "clean")
        assert differing(project.out, clean) == [], done
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")] or (
            "killed" in done
        )


def test_an_edit_leaves_the_files_of_other_plans_untouched(tmp_path):
    project = Project(tmp_path)
    project.build()
    stood = {name: (project.out / name).stat().st_mtime_ns for name in entries(project.out)}
    assert not project.build().changed
    touch(project, random.Random(1))
    assert project.build().changed  # looked at, and nothing was another
    title(project, random.Random(1))
    assert project.build().changed
    (office,) = (
        path.parent.parent.name
        for path in project.plans()
        if not path.read_text("utf-8").count("示範計畫")
    )
    files = [
        name for name in stood if (project.out / name).is_file() and "agencies/office-" in name
    ]
    for name in files:
        again = (project.out / name).stat().st_mtime_ns != stood[name]
        if "/plan.json" in name or name.endswith("2023-2024/index.html"):
            assert again == (f"/{office}/" in name), name
        elif f"/{office}" not in name:
            assert not again, name


def test_a_second_report_and_a_consultation_are_seen_where_they_are_told_of(tmp_path):
    project = Project(tmp_path)
    plan = project.plans()[0].parent
    write(plan / "reports/2024-07-10-self.yml", REPORT)
    project.build()
    review = project.out / f"agencies/{plan.parent.name}/{plan.name}/review/index.html"
    check = project.out / "self-check/index.html"
    stood = check.stat().st_mtime_ns
    assert 'id="since"' not in review.read_text("utf-8")
    title(project, random.Random(1))  # the self-check shows no title
    assert project.build().changed
    assert check.stat().st_mtime_ns == stood
    write(plan / "reports/2024-08-10-self.yml", {**REPORT, "as_of": "2024-07-31"})
    project.consult("c0", plan / "plan.yml")
    project.build()
    assert 'id="since"' in review.read_text("utf-8")
    assert check.stat().st_mtime_ns != stood and "1 / 1" in check.read_text("utf-8")


def test_a_resolution_makes_the_plans_again_that_its_committee_names_and_no_others(tmp_path):
    project = Project(tmp_path)
    project.add_committee("body", "office-1")
    project.add_committee("other", "office-1")
    project.build()
    page = (project.out / "agencies/office-1/2023-2024/review/index.html").read_text("utf-8")
    assert 'href="../../../../committees/body/resolutions/#r-1-1"' in page
    stood = {name: (project.out / name).stat().st_mtime_ns for name in entries(project.out)}
    path = project.data / "committees/body/resolutions/1-1.yml"
    project.edit(path, lambda one: one.update(text={"zh": "另行辦理"}))
    project.build()
    again = {
        name for name, at in stood.items()
        if (project.out / name).is_file() and (project.out / name).stat().st_mtime_ns != at
    }  # fmt: skip
    pages = {name for name in again if name.endswith("index.html")}
    assert "agencies/office-1/2023-2024/review/index.html" in pages
    assert "committees/body/resolutions/index.html" in pages
    assert "data/v1/committees/body/resolutions.csv" in again
    assert not [n for n in again if "committees/other/" in n or n == "data/v1/plans.csv"]
    assert not [n for n in again if n.startswith(("agencies/office-2", "en/agencies/office-3"))]
    assert not pages & {"index.html", "agencies/index.html", "about/index.html"}


def test_a_meeting_s_page_follows_the_questions_and_meetings_of_the_plans_it_works_on(tmp_path):
    project = Project(tmp_path)
    project.add_committee("body", "office-1")
    project.build()
    page = project.out / "committees/body/meetings/2024-09-02/index.html"
    about = project.out / "committees/body/index.html"
    stood = about.stat().st_mtime_ns
    assert "則尚未答覆" not in page.read_text("utf-8")
    question = {"number": "1", "asked": "2026-11-01", "question": {"zh": "何時？"}}
    plan = project.data / "agencies/office-1/2023-2024"
    write(plan / "participation.yml", {"questions": [question]})
    project.build()
    assert "1 則尚未答覆" in page.read_text("utf-8")
    assert about.stat().st_mtime_ns == stood  # which tells of no question
    write(
        project.data / "committees/body/meetings/2026-01-05.yml",
        {"number": "3", "state": "held"},
    )
    project.build()
    assert "2026-01-05" in page.read_text("utf-8").split('id="plans"')[1]
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


@pytest.mark.parametrize("split", [False, True])
def test_the_site_s_feed_and_calendar_tell_of_committees_and_no_plan_is_made_again_for_them(
    tmp_path, monkeypatch, split
):
    if split:
        monkeypatch.setattr(generator.regions, "MOST_WHOLE", 2)
    project = Project(tmp_path)
    project.add_committee("body", "office-1")
    project.build()
    feed, days = (project.out / name for name in ("feed.xml", "calendar.ics"))
    assert "committees/body/meetings/2024-09-02/" in feed.read_text("utf-8")
    assert "committees/body/resolutions/#r-1-1" in feed.read_text("utf-8")
    stood = {
        name: (project.out / name).stat().st_mtime_ns
        for name in entries(project.out)
        if "agencies/office-2" in name and (project.out / name).is_file()
    }
    write(
        project.data / "committees/body/meetings/2026-12-01.yml",
        {"number": "3", "state": "planned"},
    )
    project.build()
    assert "20261201" in days.read_text("utf-8") and "2026-12-01" not in feed.read_text("utf-8")
    assert stood == {name: (project.out / name).stat().st_mtime_ns for name in stood} and stood
    home = project.out / "en/index.html"
    assert 'href="committees/body/meetings/2026-12-01/"' in home.read_text("utf-8")
    project.edit(
        project.data / "committees/body/meetings/2026-12-01.yml",
        lambda one: one.update(state="cancelled", why={"zh": "停止上班"}),
    )
    project.build()
    assert "Meetings to come" not in home.read_text("utf-8")
    project.edit(
        project.data / "agencies/office-1/agency.yml", lambda office: office.update(fictional=True)
    )
    project.build()
    for file in (feed, days):
        assert "committees/body" not in file.read_text("utf-8")
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


def test_a_consultation_makes_again_its_own_plan_and_no_other(tmp_path):
    project = Project(tmp_path)
    first, second, third = project.plans()
    project.build()
    stood = {name: (project.out / name).stat().st_mtime_ns for name in entries(project.out)}
    project.consult("c0", first)
    project.consult("c1", second)
    project.build()
    assert "consultations/c0/" in (project.out / "index.html").read_text("utf-8")
    for plan in (first, second, third):
        name = f"agencies/{plan.parts[-3]}/{plan.parts[-2]}/index.html"
        again = (project.out / name).stat().st_mtime_ns != stood[name]
        assert again == (plan != third), name
    stood = {name: (project.out / name).stat().st_mtime_ns for name in entries(project.out)}
    project.consult("c1", second, title="乙")
    project.build()
    touched = {
        name
        for name in entries(project.out)
        if name.endswith("index.html")
        and (project.out / name).stat().st_mtime_ns != stood.get(name)
    }
    assert "consultations/c1/index.html" in touched and "consultations/c0/index.html" not in touched
    assert not [name for name in touched if f"/{first.parts[-3]}/" in name]
    assert differing(project.out, project.clean(tmp_path / "clean")) == []
    for id_ in ("c0", "c1"):
        (project.data / f"consultations/{id_}.yml").unlink()
    project.build()
    assert not (project.out / "consultations").exists()
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


def test_a_plan_that_a_consultation_names_cannot_go_and_the_place_is_said(tmp_path):
    project = Project(tmp_path)
    plan = project.plans()[0]
    project.consult("c0", plan)
    project.build()
    shutil.rmtree(plan.parent.parent)
    with pytest.raises(ProblemsError) as caught:
        project.build()
    said = [(one.rule, one.place.path, one.place.line > 1) for one in caught.value.problems]
    assert said == [
        ("unknown-reference", ("office",), True),
        ("unknown-reference", ("plans", 0, "plan"), True),
    ]
    project.forget()
    project.build()
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


def test_problems_and_faults_leave_the_site_as_it_stands(tmp_path):
    project = Project(tmp_path)
    project.build()
    before = {n: (project.out / n).read_bytes() for n in entries(project.out) if (project.out / n).is_file()}  # fmt: skip
    plan = project.plans()[0]
    good = plan.read_text("utf-8")
    plan.write_text(good.replace("112-113", "nine"), "utf-8")
    with pytest.raises(ProblemsError, match="period"):
        project.build()
    plan.write_text(good, "utf-8")
    page = project.root / "content/en/about.md"
    said = page.read_text("utf-8")
    page.write_text(f"{said}\n[nowhere](nowhere.md)\n", "utf-8")
    with pytest.raises(BrokenSite):
        project.build()
    page.write_text(said, "utf-8")
    project.build()
    assert before == {n: (project.out / n).read_bytes() for n in entries(project.out) if (project.out / n).is_file()}  # fmt: skip


def test_a_site_that_was_replaced_by_hand_is_made_anew(tmp_path):
    project = Project(tmp_path)
    project.build()
    other = Project(tmp_path / "other")
    other.build()
    shutil.rmtree(project.out)
    shutil.copytree(other.out, project.out)
    assert project.build().changed
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


def test_a_cache_of_another_version_is_not_used(tmp_path):
    project = Project(tmp_path)
    project.build()
    for path in sorted(project.kept.rglob("*.json")):
        Store(path.parent).write(path.name, {"of": "another version"})
    title(project, random.Random(1))
    project.build()
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


def test_an_interrupt_while_files_are_moved_costs_nothing(tmp_path, monkeypatch):
    """What was begun is finished, by this build or the next."""
    project = Project(tmp_path)
    project.build()
    title(project, random.Random(1))
    moved = []
    real = os.replace

    def replace(one: Any, other: Any) -> None:
        if str(project.out) in str(other):
            moved.append(other)
            if len(moved) == 3:
                raise OSError(28, "No space left on device")
        real(one, other)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(OSError, match="No space left"):
            project.build()
    assert len(moved) > 3
    assert differing(project.out, project.clean(tmp_path / "clean")) == []
    project.build()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_empty_folder_is_a_problem_as_in_a_clean_build(tmp_path):
    project = Project(tmp_path)
    project.build()
    (project.data / "agencies/empty").mkdir()
    with pytest.raises(ProblemsError, match="file-missing"):
        project.build()
    (project.data / "agencies/empty").rmdir()
    assert not project.build().changed


def test_a_site_put_aside_by_a_killed_build_comes_back(tmp_path):
    project = Project(tmp_path)
    project.build()
    staging = tmp_path / ".site-killed"
    (staging / "new").mkdir(parents=True)
    project.out.rename(staging / "old")
    Store(project.kept).write("staging.json", str(staging))
    project.plans()[0].write_text("broken: [", "utf-8")
    with pytest.raises(ProblemsError):
        project.build()
    assert (project.out / "index.html").is_file()


def test_two_builds_of_one_site_do_not_mix(tmp_path):
    project = Project(tmp_path)
    project.build()
    title(project, random.Random(1))
    with hold(project.kept, project.out), pytest.raises(Building, match="建置"):
        project.build()
    project.build()
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


def test_processes_give_the_same_bytes_as_one(tmp_path):
    project = Project(tmp_path)
    for region in ("金門縣", "連江縣", "高雄市"):
        project.add_office(region)
    project.build(jobs=2)
    assert differing(project.out, project.clean(tmp_path / "clean")) == []


def test_what_is_kept_of_a_site_goes_when_the_site_is_gone(tmp_path):
    project = Project(tmp_path)
    project.build()
    project.build(tmp_path / "other")
    assert cache_of(project.cache, tmp_path / "other").is_dir()
    shutil.rmtree(tmp_path / "other")
    title(project, random.Random(1))
    project.build()
    assert not cache_of(project.cache, tmp_path / "other").exists()
    assert project.kept.is_dir()
