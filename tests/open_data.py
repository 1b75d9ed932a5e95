"""Which files of data stand on the built site."""

from pathlib import Path


def data_files(folder: Path) -> set[str]:
    """The files of a data set by their names below its folder: what stands in an office's folder is
    that of its plans, and `figures/` is what pages draw from."""
    offices = {path.parent.parent.name for path in folder.glob("*/*/plan.json")}
    return {
        name.as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and (name := path.relative_to(folder)).parts[0] not in {*offices, "figures"}
    }
