"""Problems as GitHub's workflow commands, which become annotations of a pull request.

Form and escapes: docs.github.com, "Workflow commands for GitHub Actions", and `escapeData` and
`escapeProperty` of actions/toolkit, `packages/core/src/command.ts`.
"""

from collections.abc import Iterable, Iterator, Mapping

from generator.problems import Problem, Severity

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotate(problems: Iterable[Problem], *, folder: str, language: str) -> Iterator[str]:
    """A line for each problem. `folder`: where the data folder stands, from the repository's root."""
    for problem in problems:
        place = problem.place
        file = place.file if folder == "." else f"{folder}/{place.file}"
        properties: dict[str, str | int] = {
            "file": file,
            "line": place.line,
            "col": place.column,
            "title": problem.rule,
        }
        yield workflow_command(_COMMANDS[problem.severity], properties, problem.says(language))


def workflow_command(command: str, properties: Mapping[str, str | int], message: str) -> str:
    """`::error file=a.yml,line=2::message`, escaped."""
    said = ",".join(
        f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items()
    )
    return f"::{command} {said}::{message.translate(_DATA)}"
