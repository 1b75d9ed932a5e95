"""`build` and `serve`: the site, to keep and to look at."""

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.common import (
    ROOT,
    UNCHANGED,
    USAGE,
    AsOf,
    Data,
    Jobs,
    Lang,
    Language,
    say,
    say_formats_left_out,
    settings_of,
    steps,
    stop,
    told,
)
from generator.problems import ProblemsError
from generator.publish import build_site
from generator.serve import NoPort
from generator.serve import serve as serve_site
from generator.workshop import BrokenSite, Workshop, watched_files

Out = Annotated[Path, typer.Option(help="網站輸出的資料夾 Where the site is written.")]


def build(
    data: Data = ROOT / "data",
    out: Out = ROOT / "site",
    as_of: AsOf = None,
    jobs: Jobs = 1,
    demonstration: Annotated[
        bool | None,
        typer.Option(help="是否包含示範機關；未給時看 site.yml Fictional offices; else site.yml."),
    ] = None,
    lang: Language = Lang.zh,
) -> None:
    """建置網站；新網站完整之前不動舊的。 Build the site; the old one stays until the new is whole."""
    with told(lang, UNCHANGED):
        settings = settings_of(data, as_of, jobs, demonstration)
        with steps() as step:
            built = build_site(root=ROOT, out=out, settings=settings, step=step)
    say_formats_left_out()
    say(f"{built.pages} 頁、{built.files} 檔 → {built.out} / {built.pages} pages")


def serve(
    data: Data = ROOT / "data",
    out: Annotated[Path, typer.Option(help="預覽網站的資料夾 Folder of the preview.")] = ROOT
    / "build/serve",
    as_of: AsOf = None,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="連接埠 The port to serve at.")
    ] = 8000,
    lang: Language = Lang.zh,
) -> None:
    """在本機預覽；資料有誤時保留上一個網站並顯示問題。 Preview; problems leave the last good site standing."""

    workshop = Workshop()

    def rebuild(folder: Path) -> list[str]:
        try:
            settings = settings_of(data, as_of, 1)
            build_site(root=ROOT, out=folder, settings=settings, workshop=workshop)
        except ProblemsError as error:
            return [problem.render(lang.value) for problem in error.problems]
        except BrokenSite as error:
            return [str(fault) for fault in error.faults]
        return []

    watched = (data, *watched_files(ROOT))
    try:
        with told(lang, UNCHANGED):
            serve_site(rebuild, watch=watched, out=out, port=port)
    except NoPort as error:
        stop(str(error), USAGE)
