"""Lianming's commands: parse arguments, call, print, exit. No rules of its own."""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

# Which module of `generator.commands` holds a command, and as what. It is imported when the command is asked
# for: a build needs nothing of the office formats.
COMMANDS = {
    "build": ("building", "build"),
    "status": ("reporting", "status"),
    "report": ("reporting", "report"),
    "serve": ("building", "serve"),
    "check": ("checking", "check"),
    "rules": ("checking", "rules"),
    "publish": ("publishing", "publish"),
    "pack": ("packing", "pack"),
    "diff": ("differences", "diff"),
    "change-sheet": ("form", "change_sheet"),
    "new": ("starting", "new"),
    "workbook": ("workbook", "app"),
    "form": ("form", "app"),
    "translations": ("translations", "app"),
    "schema": ("checking", "schema"),
}


class Commands(TyperGroup):
    """The commands by name, each made when it is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        names: Any = dict.fromkeys(COMMANDS)
        self.commands = names  # for the help, and for what a mistyped one may have meant

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command or a folder of commands; `None` where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        found = getattr(import_module(f"generator.commands.{module}"), name)
        if isinstance(found, typer.Typer):
            group = get_group(found)
            group.name = cmd_name
            return group
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(found)
        return get_command(alone)


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False)


@app.callback()
def _about() -> None:
    """把計畫資料做成雙語網站。 Turn plan data into a bilingual public site."""


if __name__ == "__main__":
    sys.exit(app())
