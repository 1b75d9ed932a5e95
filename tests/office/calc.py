"""Type into a workbook as a clerk does, in a LibreOffice Calc that listens on a pipe.

Run by LibreOffice's own Python, which alone has its `uno`, so nothing of the project is imported
here. Orders come on stdin, a line of JSON each: the name of a method of `Calc` and its arguments.
Each is answered by a line, `done` or what went wrong.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
from com.sun.star.uno import Exception as UnoException  # type: ignore[import-not-found]

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
PATIENCE = 60.0  # seconds until LibreOffice must listen


def prop(name: str, value: object) -> Any:
    """A named value as LibreOffice takes them."""
    found = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found


class Calc:
    """A running LibreOffice with one workbook open in it."""

    def __init__(self, pipe: str) -> None:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._context = resolver.resolve(address)
                break
            except NoConnectException:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        self._desktop = self._make("com.sun.star.frame.Desktop")
        self._dispatcher = self._make("com.sun.star.frame.DispatchHelper")
        self.book: Any = None

    def _make(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def open(self, path: str) -> None:
        """Open a workbook in a window of its own."""
        self.book = self._desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, ())

    def take(self) -> None:
        """Go on with the workbook that LibreOffice was started with."""
        until = time.monotonic() + PATIENCE
        while self.book is None and time.monotonic() < until:
            time.sleep(0.2)
            self.book = self._desktop.getCurrentComponent()

    def maximise(self) -> None:
        """Let the window fill its display."""
        self.book.CurrentController.Frame.ContainerWindow.IsMaximized = True

    def run(self, command: str, *given: Any) -> None:
        """A command of the menus, such as `.uno:GoToCell`."""
        self._dispatcher.executeDispatch(self.book.CurrentController.Frame, command, "", 0, given)

    def go(self, sheet: str, cell: str) -> None:
        """To a cell, which is selected."""
        self.book.CurrentController.setActiveSheet(self.book.Sheets.getByName(sheet))
        self.run(".uno:GoToCell", prop("ToPoint", cell))

    def type(self, sheet: str, cell: str, text: str) -> None:
        """Enter a text as the keyboard does: Calc makes of it what it makes of what is typed."""
        self.go(sheet, cell)
        self.run(".uno:EnterString", prop("StringName", text))

    def clear(self, sheet: str, cell: str) -> None:
        """Empty a cell, as the Delete key does."""
        self.go(sheet, cell)
        self.run(".uno:ClearContents")

    def save(self, path: str) -> None:
        """Save as the kind that the name ends in."""
        kind = FILTERS[Path(path).suffix]
        self.book.storeToURL(Path(path).as_uri(), (prop("FilterName", kind),))

    def close(self) -> None:
        """End LibreOffice."""
        try:
            if self.book is not None:
                self.book.close(True)
            self._desktop.terminate()
        except UnoException:
            pass  # it ended while it was asked to


def main(pipe: str) -> None:
    """Carry out orders until there are no more."""
    calc = Calc(pipe)
    try:
        for line in sys.stdin:
            order, *given = json.loads(line)
            try:
                getattr(calc, order)(*given)
                print("done", flush=True)
            except UnoException as error:
                print(f"{order}: {error}", flush=True)
    finally:
        calc.close()


if __name__ == "__main__":
    main(sys.argv[1])
