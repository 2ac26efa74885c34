"""What a file from elsewhere calls its parts stays out of journals: ids say nothing, and everything still belongs together."""

from dataclasses import replace

import pytest

from covision import processes
from covision.engine.plain import to_plain
from covision.processes import process_text as texts
from covision.processes.neutral import neutral
from covision.processes.registry import ProcessText

TELLING = {
    "client": "boss-of-berlin",
    "advisor": "nosy-people",
    "key": "what-he-hides",
    "headstand": "make-it-worse",
    "keep": "worth-it",
}


@pytest.mark.parametrize("id", processes.live_ids())
def test_what_the_library_uses_stays_as_it_is(id: str) -> None:
    assert neutral(texts.text_of(id)) == texts.text_of(id)


def test_ids_that_tell_something_become_numbers_wherever_they_stand() -> None:
    text = texts.write(texts.text_of("six-phases"))
    for plain, telling in TELLING.items():
        text = text.replace(f'"{plain}"', f'"{telling}"').replace(f".{plain}]", f".{telling}]")
        text = text.replace(f".{plain}.", f".{telling}.").replace(f"\n{plain} =", f"\n{telling} =")
    told = texts.read(text)
    assert "boss-of-berlin" in str(to_plain(told.process))
    found = neutral(told)
    assert not [word for word in TELLING.values() if word in texts.write(found)]
    assert texts.faults_of(found) == texts.faults_of(told) == ()
    assert neutral(found) == found
    names = {role.id: found.words["de"]["roles"][role.id]["name"] for role in found.process.roles}
    before = {role.id: told.words["de"]["roles"][role.id]["name"] for role in told.process.roles}
    assert list(names.values()) == list(before.values())
    assert [step.minutes for step in found.process.steps] == [step.minutes for step in told.process.steps]


def test_a_scale_is_an_id_too() -> None:
    there = texts.text_of("five-steps").process
    step = next(step for step in there.steps if step.marks)
    marked = replace(step, marks=(replace(step.marks[0], scale="He lies, always"), *step.marks[1:]))
    steps = tuple(marked if one is step else one for one in there.steps)
    found = neutral(ProcessText(replace(there, steps=steps), {}))
    assert found.process.step(step.id).marks[0].scale == "scale-1"


def test_questions_to_tick_and_their_answers_are_renamed_with_their_words() -> None:
    frame = processes.frame()
    problem = frame.kind("problem")
    assert problem is not None
    there = texts.text_of("five-steps")
    kinds = (*there.process.kinds, replace(problem, id="secret", opening=False))
    words = {**there.words["en"], "kinds": {**there.words["en"]["kinds"]}}
    words["kinds"]["secret"] = processes.words("frame", "en")["kinds"]["problem"]
    found = neutral(ProcessText(replace(there.process, kinds=kinds), {"en": words}))
    kind = found.process.kinds[-1]
    assert kind.id == "kind-1"
    assert [tag.id for tag in kind.tags] == [f"tag-{number}" for number in range(1, len(problem.tags) + 1)]
    assert found.words["en"]["kinds"]["kind-1"]["tags"]["tag-1"].keys() >= {"label", "option-1"}
    assert set(kind.tags[0].must) <= set(kind.tags[0].options)
