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
    telling_text = texts.read(text)
    assert "boss-of-berlin" in str(to_plain(telling_text.process))
    neutral_text = neutral(telling_text)
    assert not [word for word in TELLING.values() if word in texts.write(neutral_text)]
    assert texts.faults_of(neutral_text) == texts.faults_of(telling_text) == ()
    assert neutral(neutral_text) == neutral_text
    names = {
        role.id: neutral_text.words["de"]["roles"][role.id]["name"] for role in neutral_text.process.roles
    }
    before = {
        role.id: telling_text.words["de"]["roles"][role.id]["name"] for role in telling_text.process.roles
    }
    assert list(names.values()) == list(before.values())
    assert [step.minutes for step in neutral_text.process.steps] == [
        step.minutes for step in telling_text.process.steps
    ]


def test_a_scale_is_an_id_too() -> None:
    process = texts.text_of("five-steps").process
    step = next(step for step in process.steps if step.marks)
    marked = replace(step, marks=(replace(step.marks[0], scale="He lies, always"), *step.marks[1:]))
    steps = tuple(marked if other is step else other for other in process.steps)
    neutral_text = neutral(ProcessText(replace(process, steps=steps), {}))
    assert neutral_text.process.step(step.id).marks[0].scale == "scale-1"


def test_questions_to_tick_and_their_answers_are_renamed_with_their_words() -> None:
    frame = processes.frame()
    problem = frame.kind("problem")
    assert problem is not None
    original = texts.text_of("five-steps")
    kinds = (*original.process.kinds, replace(problem, id="secret", opening=False))
    words = {**original.words["en"], "kinds": {**original.words["en"]["kinds"]}}
    words["kinds"]["secret"] = processes.words("frame", "en")["kinds"]["problem"]
    neutral_text = neutral(ProcessText(replace(original.process, kinds=kinds), {"en": words}))
    kind = neutral_text.process.kinds[-1]
    assert kind.id == "kind-1"
    assert [tag.id for tag in kind.tags] == [f"tag-{number}" for number in range(1, len(problem.tags) + 1)]
    assert neutral_text.words["en"]["kinds"]["kind-1"]["tags"]["tag-1"].keys() >= {"label", "option-1"}
    assert set(kind.tags[0].must) <= set(kind.tags[0].options)
