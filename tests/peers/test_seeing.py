"""What a peer sees without a page in between is what it would read from the page."""

from dataclasses import replace

import pytest

from covision import rendering
from covision.actions.room import scenes
from covision.languages import LANGUAGES
from covision.peers.script import words
from covision.peers.sight import Sight
from load.house_table import HouseTable, InHouse
from load.page import RoomPage
from load.page_sight import look

EVERY = 7  # actions between two comparisons
NO_PEER = {"add-time", "explain", "choose-help"}  # commands no peer uses
BESIDE = {"clock", "people", "help", "hints"}  # regions no peer acts in


@pytest.mark.parametrize(
    ("case", "language", "style", "process"),
    [
        ("new-software", "en", "fitting", "concept-1"),
        ("quiet-hour", "de", "early", "concept-2"),
        ("the-handover", "en", "wandering", "concept-2"),
        ("calling-hour", "de", "fitting", "six-phases"),
        ("not-today", "en", "early", "stillness-and-mirror"),
    ],
)
def test_a_scene_is_seen_as_the_page_shows_it(case: str, language: str, style: str, process: str) -> None:
    table = HouseTable(case, language, 5, style=style, process=process)
    compared = 0
    while not table.room.meeting.closed:
        until = len(table.lines) + EVERY
        table.play_until(lambda until=until: len(table.lines) >= until)  # type: ignore[misc]
        for person in (*table.peers, table.anybody.me):
            assert isinstance(person, InHouse)
            if table.room.meeting.is_in(person.seat):
                assert comparable(person.see()) == comparable(from_page(table, person))
                compared += 1
    assert compared > 50


def from_page(table: HouseTable, person: InHouse) -> Sight:
    scene = scenes.scene(table.room, person.seat, "", scenes.presence(table.room, table.clock.now()))
    regions = rendering.regions(scene, rendering.Reader(table.room, table.language))
    return look(RoomPage("".join(map(str, regions.values()))))


def comparable(sight: Sight) -> tuple[Sight, list[tuple[object, ...]]]:
    """What stands beside a name and is no part does not matter, nor do commands that no peer uses."""
    offered = {
        (form.command, form.fields, form.choices, form.writes, form.current, form.dated)
        for region, forms in sight.by_region.items()
        for form in forms
        if region not in BESIDE and form.command not in NO_PEER
    }
    parts = {role for language in LANGUAGES for role in words(language).roles}
    people = tuple(
        replace(person, roles=tuple(role for role in person.roles if role in parts))
        for person in sight.people
    )
    return replace(sight, by_region={}, people=people), sorted(offered, key=repr)
