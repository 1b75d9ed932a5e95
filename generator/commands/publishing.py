"""`publish`: put the site live, take it back, and see that nobody altered it."""

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
from generator.commands.saying import PROBLEMS, USAGE, Lang, say, stop
from generator.git import commit_of
from generator.publish import publish_site, write_archive
from generator.releases import Releases

_NOTHING = "還沒有發布過 / nothing was published yet"
Folder = Annotated[
    Path | None,
    typer.Argument(
        help="發布用的資料夾；網站伺服器讀其中的 current Where releases live; the server reads current."
    ),
]


def publish(
    folder: Folder = None,
    data: Data = ROOT / "data",
    as_of: AsOf = None,
    jobs: Jobs = 1,
    allow_removals: Annotated[
        bool,
        typer.Option(
            "--allow-removals", help="確定要少一成以上的頁面 A tenth of the pages may go."
        ),
    ] = False,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="退回前一版 Serve the release before again.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="逐檔核對有沒有被更動 Compare every file with its hash."),
    ] = False,
    status: Annotated[
        bool, typer.Option("--status", help="列出保留的版本 List the releases.")
    ] = False,
    archive: Annotated[
        Path | None,
        typer.Option("--zip", help="把網站做成一個壓縮檔 Write the site as one archive instead."),
    ] = None,
    lang: Language = Lang.zh,
) -> None:
    """發布網站；失敗時公開的網站不變。 Publish; on any failure the public site stays as it is."""
    chosen = [rollback, verify, status, archive is not None]
    if sum(chosen) > 1 or (archive is None) == (folder is None):
        stop(
            "請給一個發布資料夾，或只給 --zip 檔名；--rollback、--verify、--status 一次用一個 / "
            "give one folder, or --zip FILE alone; --rollback, --verify, --status one at a time",
            USAGE,
        )
    with told(lang, UNCHANGED):
        if archive is not None:
            _zip(archive, data, as_of, jobs)
        elif folder is not None:
            releases = Releases(folder)
            if rollback:
                _roll_back(releases)
            elif verify:
                _verify(releases)
            elif status:
                _status(releases)
            else:
                _publish(releases, data, as_of, jobs, allow_removals)


def _publish(
    releases: Releases, data: Path, as_of: str | None, jobs: int, allow_removals: bool
) -> None:
    order = order_of(data, as_of, jobs, demonstration=False)
    with steps() as step:
        done = publish_site(
            releases=releases, order=order, commit=commit_of(data),
            allow_removals=allow_removals, step=step,
        )  # fmt: skip
    say_formats_left_out()
    for page in done.removed:
        say(f"少了 {page} / gone: {page}")
    manifest = done.manifest
    say(
        f"已發布第 {manifest.sequence} 版：{len(manifest.pages)} 頁 / "
        f"release {manifest.sequence} is live: {len(manifest.pages)} pages"
    )


def _roll_back(releases: Releases) -> None:
    if not releases.exists:
        stop(_NOTHING, PROBLEMS)
    with releases.lock():
        manifest = releases.roll_back()
    say(f"已退回第 {manifest.sequence} 版 / release {manifest.sequence} is live again")


def _verify(releases: Releases) -> None:
    current = releases.current()
    if current is None:
        stop(_NOTHING, PROBLEMS)
    differences = releases.differences(current.sequence)
    for one in differences:
        say(f"{_DIFFERENCE[one.what]} {one.path}")
    if differences:
        stop(
            f"第 {current.sequence} 版有 {len(differences)} 個檔案與發布時不同 / "
            f"{len(differences)} files of release {current.sequence} are not what was published",
            PROBLEMS,
        )
    say(
        f"第 {current.sequence} 版的 {len(current.files)} 個檔案與發布時相同 / "
        f"all {len(current.files)} files of release {current.sequence} are what was published"
    )


_DIFFERENCE = {
    "altered": "內容不同 altered:",
    "missing": "檔案不見 missing:",
    "added": "多出檔案 added:",
}


def _status(releases: Releases) -> None:
    found = releases.status()
    if not releases.exists:
        stop(_NOTHING, PROBLEMS)
    if found.current is None:
        say(_NOTHING)
    for number in found.damaged:
        say(f"! {number:>6}  已損壞，讀不到版本清單 / damaged: its manifest cannot be read")
    for manifest in found.releases:
        live = "←" if manifest.sequence == found.current else " "
        say(
            f"{live} {manifest.sequence:>6}  {manifest.as_of}  "
            f"{len(manifest.pages)} 頁 pages  {manifest.commit or '–'}"
        )


def _zip(archive: Path, data: Path, as_of: str | None, jobs: int) -> None:
    order = order_of(data, as_of, jobs, demonstration=False)
    with steps() as step:
        files = write_archive(archive=archive, order=order, commit=commit_of(data), step=step)
    say_formats_left_out()
    say(f"{files} 檔 → {archive} / {files} files")
