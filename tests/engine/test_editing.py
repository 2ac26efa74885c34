"""Whatever a circle does in the editor, it has a process of the right shape in which nothing speaks of what is gone."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from covision import processes
from covision.engine.checking import faults
from covision.engine.editing.parts import (
    add_kind,
    add_role,
    put_kind,
    put_role,
    remove_kind,
    remove_role,
    steps_with_kind,
    steps_with_role,
)
from covision.engine.editing.steps import (
    add_step,
    copy_step,
    leads_to,
    move_by,
    move_step,
    put_step,
    remove_step,
    take_step,
)
from covision.engine.plain import from_plain, to_plain
from covision.engine.process import May, Process
from covision.engine.refusals import Refused

from .table import process

Edit = Callable[[Process, random.Random], Process]
MOST_EDITS = 30


def some_step(made: Process, chance: random.Random) -> str:
    return chance.choice(made.steps).id if made.steps else ""


def allow(made: Process, chance: random.Random) -> Process:
    if not (made.steps and made.roles and made.kinds):
        return made
    step = chance.choice(made.steps)
    may = May(chance.choice(made.roles).id, (chance.choice(made.kinds).id,))
    return put_step(made, replace(step, may=(*step.may, may), outputs=may.kinds))


def take(made: Process, chance: random.Random) -> Process:
    other = process(chance.choice(processes.live_ids()))
    return take_step(made, other, chance.choice(other.steps).id, some_step(made, chance))[0]


EDITS: tuple[Edit, ...] = (
    lambda made, chance: add_step(made, some_step(made, chance)),
    lambda made, chance: copy_step(made, some_step(made, chance)),
    lambda made, chance: move_by(made, some_step(made, chance), chance.choice([-1, 1, -5, 5])),
    lambda made, chance: move_step(made, some_step(made, chance), chance.randint(-2, 12)),
    lambda made, chance: remove_step(made, some_step(made, chance)),
    lambda made, chance: remove_kind(made, chance.choice(made.kinds).id if made.kinds else ""),
    lambda made, chance: remove_role(made, chance.choice(made.roles).id if made.roles else ""),
    lambda made, _chance: add_kind(made),
    lambda made, _chance: add_role(made),
    allow,
    take,
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), edits=st.integers(1, MOST_EDITS))
def test_no_sequence_of_edits_speaks_of_what_is_gone(seed: int, edits: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    made = process(chance.choice(processes.live_ids()))
    for _ in range(edits):
        before = made
        if not (before.steps and before.kinds and before.roles):
            break
        made = chance.choice(EDITS)(before, chance)
        assert before == from_plain(Process, to_plain(before))
        assert from_plain(Process, to_plain(made)) == made
        assert [fault for fault in faults(made) if fault.template.startswith("There is no ")] == []
        assert len({step.id for step in made.steps}) == len(made.steps)
        assert len({kind.id for kind in made.kinds}) == len(made.kinds)


def test_a_new_step_stands_behind_the_one_it_was_added_to_in_its_field() -> None:
    made = add_step(process("concept-1"), "vision")
    assert [step.id for step in made.steps][:3] == ["problem", "vision", "step-1"]
    assert made.step("step-1").field == "change"


def test_a_copy_is_the_same_under_another_id() -> None:
    made = copy_step(process("concept-1"), "resources")
    assert replace(made.step("step-1"), id="resources") == made.step("resources")


def test_what_is_moved_up_and_down_again_is_what_it_was() -> None:
    concept = process("concept-1")
    assert move_by(move_by(concept, "goals", -1), "goals", 1) == concept
    assert move_by(concept, "problem", -1) == concept
    assert move_by(concept, "next", 1) == concept


def test_a_step_that_goes_takes_the_ways_to_it_along() -> None:
    five = process("five-steps")
    assert leads_to(five, "explore") == ("advise",)
    assert remove_step(five, "explore").step("advise").ways == ()


def test_a_kind_that_goes_is_spoken_of_nowhere() -> None:
    concept = process("concept-1")
    assert steps_with_kind(concept, "resource") == ("vision", "resources")
    made = remove_kind(concept, "resource")
    assert made.step("resources").marks == ()
    assert made.step("resources").outputs == ()
    assert "resource" not in made.step("goals").carried
    assert remove_kind(concept, "question").kind("answer") == replace(concept.kinds[1], replies="")


def test_a_role_that_goes_takes_its_questions_and_decisions_along() -> None:
    concept = process("concept-1")
    assert len(steps_with_role(concept, "client")) == 6
    made = remove_role(concept, "client")
    assert all(question.role != "client" for step in made.steps for question in step.questions)
    assert all(not step.marks for step in made.steps)
    assert "owner" in {fault.place for fault in faults(made)}


def test_a_step_from_another_process_brings_its_kinds_to_the_roles_that_do_the_same_here() -> None:
    made, taken = take_step(process("concept-1"), process("five-steps"), "core", "problem")
    assert dict(taken.roles) == {"client": "client", "facilitator": "facilitator", "member": "advisor"}
    assert made.step(taken.step).may == (May("advisor", ("core",)),)
    assert made.kind("core") == process("five-steps").kind("core")
    assert faults(made) == ()


def test_a_kind_that_is_another_here_gets_another_id() -> None:
    made, taken = take_step(process("concept-1"), process("five-steps"), "explore", "problem")
    assert dict(taken.kinds)["question"] == "question"
    assert dict(taken.kinds)["answer"] == "kind-1"
    assert made.kind("answer") == process("concept-1").kind("answer")


def test_what_is_not_there_cannot_be_changed() -> None:
    concept = process("concept-1")
    for edit in (
        lambda: remove_step(concept, "nothing"),
        lambda: put_step(concept, replace(concept.steps[0], id="nothing")),
        lambda: put_kind(concept, replace(concept.kinds[0], id="nothing")),
        lambda: put_role(concept, replace(concept.roles[0], id="nothing")),
    ):
        with pytest.raises(Refused) as refused:
            edit()
        assert refused.value.why == "gone"
