"""What no line of Python may hold: names a library keeps to itself, and sentences in another language than English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

SOURCES = [path for path in Path(settings.BASE).rglob("*.py") if "migrations" not in path.parts]
GERMAN = re.compile(r"\w*[äöüÄÖÜß]\w+|\b(?:und|oder|nicht|das|eine|wir|ich)\b")


def nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in SOURCES:
        yield from ((path, node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def test_no_private_name_of_another_module_is_imported():
    assert [
        (path.name, alias.name)
        for path, node in nodes()
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.startswith("_") and alias.name != "__version__"
    ] == []


def test_no_german_stands_in_python():
    assert [
        (path.name, node.value)
        for path, node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and GERMAN.search(node.value)
    ] == []


@pytest.mark.parametrize("name", ["English", "Deutsch"])
def test_the_languages_are_listed_in_one_place(name: str):
    pages = Path(settings.BASE, "templates").rglob("*.html")
    listed = [
        path.name
        for path in (*SOURCES, *pages)
        if f'"{name}"' in path.read_text(encoding="utf-8").replace('_("', "")
    ]
    assert listed == ["languages.py"]
