"""Compiled templates are kept, and told from changed and damaged ones."""

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, TemplateSyntaxError

from generator.compiled import CompiledTemplates


def fill(folder: Path, source: str, *, autoescape: bool = True) -> str:
    environment = Environment(
        loader=DictLoader({"page.html": source}),
        autoescape=autoescape,
        bytecode_cache=CompiledTemplates(folder),
    )
    return environment.get_template("page.html").render(name="<甲>")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    made = tmp_path / "kept"
    assert fill(made, "{{ name }}") == "&lt;甲&gt;"
    return made


def test_a_template_is_compiled_once(folder, monkeypatch):
    def compile_(*_arguments, **_options):
        raise AssertionError("compiled again")

    monkeypatch.setattr(Environment, "compile", compile_)
    assert fill(folder, "{{ name }}") == "&lt;甲&gt;"


def test_a_changed_template_and_other_options_are_compiled_anew(folder):
    assert fill(folder, "[{{ name }}]") == "[&lt;甲&gt;]"
    assert fill(folder, "[{{ name }}]", autoescape=False) == "[<甲>]"
    with pytest.raises(TemplateSyntaxError):
        fill(folder, "{{ name")


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_file_is_compiled_anew(folder, damage):
    [file] = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?" if damage is None else damage)
    assert fill(folder, "{{ name }}") == "&lt;甲&gt;"
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    assert fill(tmp_path / "file/kept", "{{ name }}") == "&lt;甲&gt;"
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert fill(tmp_path / "kept", "{{ name }}") == "&lt;甲&gt;"
    assert os.listdir(tmp_path) == ["file"]
