"""A process and its words change together: whatever is done, no words are left behind, and none get lost on the way."""

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from covision import processes
from covision.engine.refusals import Refused
from covision.processes import editing
from covision.processes.process_text import ProcessText, faults_of, read, text_of, write

Edit = Callable[[ProcessText, random.Random], ProcessText]
MOST_EDITS = 12


def step(made: ProcessText, chance: random.Random) -> str:
    return chance.choice(made.process.steps).id


def mark(made: ProcessText, chance: random.Random) -> ProcessText:
    there = [one for one in made.process.steps if one.marks]
    if not there:
        return editing.add_mark(made, step(made, chance))
    of = chance.choice(there)
    return editing.remove_mark(made, of.id, chance.choice(of.marks).id)


def way(made: ProcessText, chance: random.Random) -> ProcessText:
    there = [one for one in made.process.steps if one.ways]
    if not there:
        return editing.add_way(made, step(made, chance))
    of = chance.choice(there)
    return editing.remove_way(made, of.id, chance.choice(of.ways).id)


def take(made: ProcessText, chance: random.Random) -> ProcessText:
    which = chance.choice(editing.stock().process.steps).id
    return editing.take_step(made, which, step(made, chance))[0]


EDITS: tuple[Edit, ...] = (
    lambda made, chance: editing.add_step(made, step(made, chance))[0],
    lambda made, chance: editing.copy_step(made, step(made, chance))[0],
    lambda made, chance: editing.remove_step(made, step(made, chance)),
    lambda made, chance: editing.remove_kind(made, chance.choice(made.process.kinds).id),
    lambda made, chance: editing.remove_role(made, chance.choice(made.process.roles).id),
    lambda made, chance: editing.add_language(made, chance.choice(processes.LANGUAGES)),
    mark,
    way,
    take,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), edits=st.integers(1, MOST_EDITS))
def test_no_words_are_left_behind_and_all_can_be_written_and_read(seed: int, edits: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    made = text_of(chance.choice(processes.live_ids()))
    for _ in range(edits):
        if not (made.process.steps and made.process.kinds and made.process.roles):
            break
        made = chance.choice(EDITS)(made, chance)
        left = [one for one in faults_of(made) if "belong to nothing" in one.template]
        assert left == []
    assert read(write(made)) == made


def test_each_step_of_the_stock_fits_into_every_process_with_its_words() -> None:
    for id in processes.live_ids():
        for which in editing.stock().process.steps:
            there = text_of(id)
            made, new = editing.take_step(there, which.id, there.process.steps[0].id)
            assert made.process.steps[1].id == new
            for language in processes.LANGUAGES:
                assert editing.said_at(made, language, "steps", new, "title")
            missing = [one for one in faults_of(made) if new not in one.place]
            assert missing == []


def test_a_language_that_is_left_out_is_gone_and_the_last_one_stays() -> None:
    english = editing.leave_out(text_of("concept-1"), "de")
    assert list(english.words) == ["en"]
    with pytest.raises(Refused, match="One language has to stay"):
        editing.leave_out(english, "en")
    assert list(editing.add_language(english, "de").words) == ["en", "de"]
