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


def some_step(changed: Process, chance: random.Random) -> str:
    return chance.choice(changed.steps).id if changed.steps else ""


def allow(changed: Process, chance: random.Random) -> Process:
    if not (changed.steps and changed.roles and changed.kinds):
        return changed
    step = chance.choice(changed.steps)
    may = May(chance.choice(changed.roles).id, (chance.choice(changed.kinds).id,))
    return put_step(changed, replace(step, may=(*step.may, may), outputs=may.kinds))


def take(changed: Process, chance: random.Random) -> Process:
    other = process(chance.choice(processes.live_ids()))
    return take_step(changed, other, chance.choice(other.steps).id, some_step(changed, chance))[0]


EDITS: tuple[Edit, ...] = (
    lambda changed, chance: add_step(changed, some_step(changed, chance)),
    lambda changed, chance: copy_step(changed, some_step(changed, chance)),
    lambda changed, chance: move_by(changed, some_step(changed, chance), chance.choice([-1, 1, -5, 5])),
    lambda changed, chance: move_step(changed, some_step(changed, chance), chance.randint(-2, 12)),
    lambda changed, chance: remove_step(changed, some_step(changed, chance)),
    lambda changed, chance: remove_kind(changed, chance.choice(changed.kinds).id if changed.kinds else ""),
    lambda changed, chance: remove_role(changed, chance.choice(changed.roles).id if changed.roles else ""),
    lambda changed, _chance: add_kind(changed),
    lambda changed, _chance: add_role(changed),
    allow,
    take,
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), edits=st.integers(1, MOST_EDITS))
def test_no_sequence_of_edits_speaks_of_what_is_gone(seed: int, edits: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    changed = process(chance.choice(processes.live_ids()))
    for _ in range(edits):
        before = changed
        if not (before.steps and before.kinds and before.roles):
            break
        changed = chance.choice(EDITS)(before, chance)
        assert before == from_plain(Process, to_plain(before))
        assert from_plain(Process, to_plain(changed)) == changed
        assert [fault for fault in faults(changed) if fault.template.startswith("There is no ")] == []
        assert len({step.id for step in changed.steps}) == len(changed.steps)
        assert len({kind.id for kind in changed.kinds}) == len(changed.kinds)


def test_a_new_step_stands_behind_the_one_it_was_added_to_in_its_field() -> None:
    changed = add_step(process("concept-1"), "vision")
    assert [step.id for step in changed.steps][:3] == ["problem", "vision", "step-1"]
    assert changed.step("step-1").field == "change"


def test_a_copy_is_the_same_under_another_id() -> None:
    changed = copy_step(process("concept-1"), "resources")
    assert replace(changed.step("step-1"), id="resources") == changed.step("resources")


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
    changed = remove_kind(concept, "resource")
    assert changed.step("resources").marks == ()
    assert changed.step("resources").outputs == ()
    assert "resource" not in changed.step("goals").carried
    assert remove_kind(concept, "question").kind("answer") == replace(concept.kinds[1], replies="")


def test_a_role_that_goes_takes_its_questions_and_decisions_along() -> None:
    concept = process("concept-1")
    assert len(steps_with_role(concept, "client")) == 6
    changed = remove_role(concept, "client")
    assert all(question.role != "client" for step in changed.steps for question in step.questions)
    assert all(not step.marks for step in changed.steps)
    assert "owner" in {fault.place for fault in faults(changed)}


def test_a_step_from_another_process_brings_its_kinds_to_the_roles_that_do_the_same_here() -> None:
    changed, taken = take_step(process("concept-1"), process("five-steps"), "core", "problem")
    assert dict(taken.roles) == {"client": "client", "facilitator": "facilitator", "member": "advisor"}
    assert changed.step(taken.step).may == (May("advisor", ("core",)),)
    assert changed.kind("core") == process("five-steps").kind("core")
    assert faults(changed) == ()


def test_a_kind_that_is_another_here_gets_another_id() -> None:
    changed, taken = take_step(process("concept-1"), process("five-steps"), "explore", "problem")
    assert dict(taken.kinds)["question"] == "question"
    assert dict(taken.kinds)["answer"] == "kind-1"
    assert changed.kind("answer") == process("concept-1").kind("answer")


def test_what_is_not_there_cannot_be_changed() -> None:
    concept = process("concept-1")
    for edit in (
        lambda: remove_step(concept, "nothing"),
        lambda: put_step(concept, replace(concept.steps[0], id="nothing")),
        lambda: put_kind(concept, replace(concept.kinds[0], id="nothing")),
    ):
        with pytest.raises(Refused) as refused:
            edit()
        assert refused.value.why == "gone"
