"""What is installed only where packs are made."""


class NotInstalled(Exception):
    """A library, or what it needs of the system, is missing; the message says what to do."""


def not_installed(what: str) -> NotInstalled:
    """A library of the extra."""
    return NotInstalled(
        f"未安裝 {what}，請先執行 make extra-pack / {what} is not installed: run make extra-pack first"
    )


class NotWritten(Exception):
    """The program that writes a kind of file failed; the message says how."""
