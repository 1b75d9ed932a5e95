"""The as-of date: from the command line, the environment or the commit, never from the clock."""

import datetime as dt
import subprocess
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

TAIPEI = ZoneInfo("Asia/Taipei")


class NoAsOf(ValueError):
    """No as-of date can be told; the message says how to give one."""


def _day_of(seconds: str) -> dt.date:
    return dt.datetime.fromtimestamp(int(seconds), TAIPEI).date()


def resolve_as_of(argument: str | None, *, environ: Mapping[str, str], root: Path) -> dt.date:
    """`argument` (ISO date), else `SOURCE_DATE_EPOCH`, else the date of `root`'s commit, in Taipei.

    Raises `NoAsOf` where none of them gives a date.
    """
    if argument is not None:
        try:
            return dt.date.fromisoformat(argument)
        except ValueError:
            raise NoAsOf(
                f"「{argument}」不是日期，請寫成 2026-11-21 / not a date: {argument!r}, write it as 2026-11-21"
            ) from None
    if epoch := environ.get("SOURCE_DATE_EPOCH"):
        if not epoch.isdecimal():
            raise NoAsOf(
                f"SOURCE_DATE_EPOCH 應為秒數 / SOURCE_DATE_EPOCH must be seconds, found {epoch!r}"
            )
        return _day_of(epoch)
    git = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if git.returncode == 0 and git.stdout.strip():
        return _day_of(git.stdout.strip())
    raise NoAsOf(
        "找不到資料截至日：請加 --as-of 2026-11-21，或設定 SOURCE_DATE_EPOCH / "
        "no as-of date: give --as-of 2026-11-21, or set SOURCE_DATE_EPOCH"
    )
