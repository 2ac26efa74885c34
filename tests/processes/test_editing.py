"""A process and its words change together: whatever is done, no words are left behind, and none get lost on the way."""

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from covision import processes
from covision.engine.refusals import Refused
from covision.languages import LANGUAGES
from covision.processes import editing
from covision.processes.process_text import ProcessText, faults_of, read, text_of, write

Edit = Callable[[ProcessText, random.Random], ProcessText]
MOST_EDITS = 12


def step(draft: ProcessText, chance: random.Random) -> str:
    return chance.choice(draft.process.steps).id


def mark(draft: ProcessText, chance: random.Random) -> ProcessText:
    steps = [step for step in draft.process.steps if step.marks]
    if not steps:
        return editing.add_mark(draft, step(draft, chance))
    of = chance.choice(steps)
    return editing.remove_mark(draft, of.id, chance.choice(of.marks).id)


def way(draft: ProcessText, chance: random.Random) -> ProcessText:
    steps = [step for step in draft.process.steps if step.ways]
    if not steps:
        return editing.add_way(draft, step(draft, chance))
    of = chance.choice(steps)
    return editing.remove_way(draft, of.id, chance.choice(of.ways).id)


def take(draft: ProcessText, chance: random.Random) -> ProcessText:
    which = chance.choice(editing.stock().process.steps).id
    return editing.take_step(draft, which, step(draft, chance))[0]


EDITS: tuple[Edit, ...] = (
    lambda draft, chance: editing.add_step(draft, step(draft, chance))[0],
    lambda draft, chance: editing.copy_step(draft, step(draft, chance))[0],
    lambda draft, chance: editing.remove_step(draft, step(draft, chance)),
    lambda draft, chance: editing.remove_kind(draft, chance.choice(draft.process.kinds).id),
    lambda draft, chance: editing.remove_role(draft, chance.choice(draft.process.roles).id),
    lambda draft, chance: editing.add_language(draft, chance.choice(LANGUAGES)),
    mark,
    way,
    take,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), edits=st.integers(1, MOST_EDITS))
def test_no_words_are_left_behind_and_all_can_be_written_and_read(seed: int, edits: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    draft = text_of(chance.choice(processes.live_ids()))
    for _ in range(edits):
        if not (draft.process.steps and draft.process.kinds and draft.process.roles):
            break
        draft = chance.choice(EDITS)(draft, chance)
        left = [fault for fault in faults_of(draft) if "belong to nothing" in fault.template]
        assert left == []
    assert read(write(draft)) == draft


def test_each_step_of_the_stock_fits_into_every_process_with_its_words() -> None:
    for id in processes.live_ids():
        for which in editing.stock().process.steps:
            original = text_of(id)
            draft, new = editing.take_step(original, which.id, original.process.steps[0].id)
            assert draft.process.steps[1].id == new
            for language in LANGUAGES:
                assert editing.said_at(draft, language, "steps", new, "title")
            missing = [fault for fault in faults_of(draft) if new not in fault.place]
            assert missing == []


def test_a_language_that_is_left_out_is_gone_and_the_last_one_stays() -> None:
    english = editing.leave_out(text_of("concept-1"), "de")
    assert list(english.words) == ["en"]
    with pytest.raises(Refused, match="One language has to stay"):
        editing.leave_out(english, "en")
    assert list(editing.add_language(english, "de").words) == ["en", "de"]
