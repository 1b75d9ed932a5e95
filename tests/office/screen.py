"""A display of its own with a LibreOffice on it, in a chosen language, to take pictures of.

Needs Xvfb, openbox, xdotool and LibreOffice with its Traditional Chinese words; see `ADVICE`.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageGrab

from tests.office.clerk import Calc

ADVICE = "apt-get install xvfb openbox xdotool libreoffice-calc libreoffice-gtk3 libreoffice-l10n-zh-tw python3-uno fonts-noto-cjk fonts-liberation fonts-crosextra-carlito"
TOOLS = ("Xvfb", "openbox", "xdotool")
LOCALES = {"zh": "zh-TW", "en": "en-US"}
SETTLED = 0.5  # seconds between two looks that are the same: nothing is drawn any more
PATIENCE = 60.0

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
# The Traditional Chinese form of each character, in windows as in cells.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><edit name="family" mode="append" binding="strong"><string>Noto Sans CJK TC</string></edit></match>
</fontconfig>
"""
_WINDOWS = "[Settings]\ngtk-font-name=Noto Sans CJK TC 10\ngtk-enable-animations=0\n"
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'


def write_profile(profile: Path, language: str) -> None:
    """A profile in the language, without tips and news."""
    items = {
        ("/org.openoffice.Office.Linguistic/General", "UILocale"): LOCALES[language],
        ("/org.openoffice.Setup/L10N", "ooLocale"): LOCALES[language],
        ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale"): LOCALES[language],
        ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay"): "false",
        ("/org.openoffice.Setup/Product", "ooSetupLastVersion"): "99.0",
        ("/org.openoffice.Setup/Product", "LastTimeGetInvolvedShown"): "9999999999",
        ("/org.openoffice.Setup/Product", "LastTimeDonateShown"): "9999999999",
    }
    (profile / "user").mkdir(parents=True)
    lines = (
        _ITEM.format(path=path, name=name, value=value) for (path, name), value in items.items()
    )
    settings = _SETTINGS.format(items="\n".join(lines))
    (profile / "user/registrymodifications.xcu").write_text(settings, "utf-8")


class Screen:
    """A display and what is on it."""

    def __init__(self, number: int, environ: dict[str, str]) -> None:
        self.name, self.environ = f":{number}", environ
        self.calc: Calc

    def point(self, x: int, y: int) -> None:
        """Move the pointer there."""
        subprocess.run(["xdotool", "mousemove", str(x), str(y)], env=self.environ, check=True)

    def key(self, *keys: str) -> None:
        """Press keys, such as `alt+Down`."""
        subprocess.run(["xdotool", "key", *keys], env=self.environ, check=True)

    def look(self) -> Image.Image:
        """The display once nothing moves on it."""
        until = time.monotonic() + PATIENCE
        before = ImageGrab.grab(xdisplay=self.name)
        while time.monotonic() < until:
            time.sleep(SETTLED)
            now = ImageGrab.grab(xdisplay=self.name)
            if now.tobytes() == before.tobytes():
                return now.convert("RGB")
            before = now
        raise TimeoutError("the display does not come to rest")


@contextmanager
def open_screen(folder: Path, book: Path, language: str, size: tuple[int, int]) -> Iterator[Screen]:
    """A display of `size` pixels with a workbook open in LibreOffice."""
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        raise FileNotFoundError(f"{', '.join(missing)}: {ADVICE}")
    number = 90 + os.getpid() % 400
    (folder / "fonts.conf").write_text(_FONTS, "utf-8")
    (folder / "gtk-3.0").mkdir(exist_ok=True)
    (folder / "gtk-3.0/settings.ini").write_text(_WINDOWS, "utf-8")
    environ = {
        **os.environ, "DISPLAY": f":{number}", "SAL_USE_VCLPLUGIN": "gtk3", "NO_AT_BRIDGE": "1",
        "GTK_THEME": "Adwaita", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(folder),
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        ["Xvfb", f":{number}", "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"],
        **quiet,
    )
    screen = Screen(number, environ)
    try:
        time.sleep(1)
        manager = subprocess.Popen(["openbox"], env=environ, **quiet)
        write_profile(folder / f"profile-{language}", language)
        with Calc(folder / f"profile-{language}", window=book, environ=environ) as calc:
            screen.calc = calc
            yield screen
        manager.terminate()
    finally:
        server.terminate()
        server.wait()
