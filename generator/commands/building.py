"""`build` and `serve`: the site, to keep and to look at."""

import gc
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.common import (
    ROOT,
    UNCHANGED,
    AsOf,
    Data,
    Jobs,
    Language,
    order_of,
    say_formats_left_out,
    steps,
    told,
)
from generator.commands.saying import USAGE, Lang, say, stop
from generator.inputs import Order, look_at_inputs, watched_files
from generator.standing import Standing, State, cache_of, place_of
from generator.store import Store

Out = Annotated[Path, typer.Option(help="網站輸出的資料夾 Where the site is written.")]


Cache = Annotated[
    Path,
    typer.Option(help="快取的資料夾，可以刪除 What is kept between builds; may be deleted."),
]
_CACHE = ROOT / "build/cache"


def build(
    data: Data = ROOT / "data",
    out: Out = ROOT / "site",
    as_of: AsOf = None,
    jobs: Jobs = 1,
    demonstration: Annotated[
        bool | None,
        typer.Option(help="是否包含示範機關；未給時看 site.yml Fictional offices; else site.yml."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="不用快取，全部重做 Everything anew, without the cache.")
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(
            help="dask 排程器的位址，例如 tcp://10.0.0.1:8786 A dask scheduler's address."
        ),
    ] = None,
    cache: Cache = _CACHE,
    lang: Language = Lang.zh,
) -> None:
    """建置網站，只重做有變動的部分；新網站完整之前不動舊的。 Build the site; only what changed is made again, and the old site stays until the new is whole."""
    with told(lang, UNCHANGED):
        order = order_of(data, as_of, jobs, demonstration, cluster)
        if not full and (state := _up_to_date(order, out, cache)):
            say(f"沒有變動：{state.pages} 頁 → {out} / nothing has changed: {state.pages} pages")
            return
        from generator.builds import build_site

        # What is loaded stays, and need not be looked through for circles; what a page leaves in
        # circles is looked for seldom enough to cost little, often enough not to pile up (DECISIONS.md).
        gc.freeze()
        gc.set_threshold(50_000, 5, 5)
        with steps() as step:
            built = build_site(order, out, cache=cache, full=full, step=step)
    for note in built.notes:
        say(note)
    say_formats_left_out()
    say(f"{built.pages} 頁、{built.files} 檔 → {built.out} / {built.pages} pages")


def _up_to_date(order: Order, out: Path, cache: Path) -> State | None:
    """What the site was made from, where nothing of it has changed; asked before anything heavy is
    loaded."""
    place = place_of(out)
    state = Standing(place, Store(cache_of(cache, place))).state()
    return state if state and state.listing == look_at_inputs(order).digest else None


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
    from generator.builds import build_site
    from generator.construction import BrokenSite
    from generator.making import Changing
    from generator.problems import ProblemsError
    from generator.serve import NoPort
    from generator.serve import serve as serve_site

    def rebuild(folder: Path) -> list[str]:
        try:
            while True:
                try:
                    build_site(order_of(data, as_of), folder, cache=_CACHE)
                    return []
                except Changing:  # someone is writing: what stands now is what counts
                    continue
        except ProblemsError as error:
            return [problem.render(lang.value) for problem in error.problems]
        except BrokenSite as error:
            return [str(fault) for fault in error.faults]

    watched = (data, *watched_files(ROOT))
    try:
        with told(lang, UNCHANGED):
            serve_site(rebuild, watch=watched, out=out, port=port)
    except NoPort as error:
        stop(str(error), USAGE)
