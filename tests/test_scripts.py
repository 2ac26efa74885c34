"""The browser's scripts: short modules without a build step, each found under the name its content gave it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from tests.scenes.static_files import lay_out_static_files

STATIC = Path(settings.BASE) / "static" / "covision"
SCRIPTS = sorted(STATIC.rglob("*.js"))
IMPORT = re.compile(r"""\b(?:from|import)\s*\(?["']([^"']+)["']""")
MOST_LINES = 150
DEEPEST = 5  # times the storage looks through the scripts for names that have changed


def imports_of(script: Path) -> list[Path]:
    return [(script.parent / name).resolve() for name in IMPORT.findall(script.read_text(encoding="utf-8"))]


def depth_of(script: Path) -> int:
    return 1 + max(map(depth_of, imports_of(script)), default=0)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_is_short_and_imports_what_exists(script: Path):
    assert len(script.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert [path for path in imports_of(script) if path not in SCRIPTS] == []


def test_no_script_imports_itself_by_way_of_others():
    assert max(map(depth_of, SCRIPTS)) < DEEPEST  # endless for a circle


def test_a_browser_loads_each_script_of_a_room_under_a_name_that_its_content_gave_it():
    lay_out_static_files()
    laid_out = Path(settings.STATIC_ROOT)
    for script in SCRIPTS:
        stored = laid_out / staticfiles_storage.stored_name(f"covision/{script.relative_to(STATIC)}")
        assert re.fullmatch(rf"{script.stem}\.[0-9a-f]{{12}}\.js", stored.name)
        names = [path.relative_to(laid_out).as_posix() for path in imports_of(stored)]
        originals = [path.relative_to(STATIC) for path in imports_of(script)]
        assert names == [staticfiles_storage.stored_name(f"covision/{path}") for path in originals]


def test_the_page_of_a_room_asks_for_all_its_scripts_at_once():
    page = (settings.BASE / "templates" / "room.html").read_text(encoding="utf-8")
    [preloaded] = re.findall(r"{% for name in \((.*)\) %}\n.*modulepreload", page)
    imported = [path.stem for path in imports_of(STATIC / "room" / "room.js")]
    assert sorted(re.findall(r"\w+", preloaded)) == sorted(imported)
    assert {*imported, "room"} == {script.stem for script in (STATIC / "room").glob("*.js")}
