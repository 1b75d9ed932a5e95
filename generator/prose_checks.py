"""Hand-written pages against the rules of privacy. Reads them as text; knows no Markdown."""

from pathlib import Path

from generator.exceptions import Exceptions
from generator.privacy_checks import judge, suspect_page, unused_for_pages
from generator.problems import Problem, ProblemsError


def check_prose(
    content: Path, exceptions: Exceptions, *, small_count: int, file: str = "exceptions.yml"
) -> list[Problem]:
    """What the pages below `content` must not publish, at its line, and exceptions that no page
    needs any more; `file`: where these stand."""
    suspicions = [
        one
        for path in sorted(content.rglob("*.md"))
        for one in suspect_page(
            f"{content.name}/{path.relative_to(content).as_posix()}",
            path.read_text(encoding="utf-8", errors="replace"),
        )
    ]
    problems, used = judge(suspicions, exceptions.exceptions, small_count=small_count)
    return [*problems, *unused_for_pages(exceptions, used, file)]


def refuse_prose(content: Path, exceptions: Exceptions, *, small_count: int) -> None:
    """Raises `ProblemsError` where a page must not be published as it stands."""
    said = check_prose(content, exceptions, small_count=small_count)
    if any(problem.severity == "error" for problem in said):
        raise ProblemsError(said)
