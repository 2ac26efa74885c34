"""A part of a process as a form: opening it and keeping it changes nothing, whatever the process."""

import pytest

from covision import processes
from covision.processes.editing import pruned, stock
from covision.processes.process_text import ProcessText, faults_of, text_of
from covision.views.http.form_input import Fields
from covision.views.processes.editing.part import ABOUT, ROLES, from_form, to_fields


def parts_of(draft: ProcessText) -> tuple[str, ...]:
    steps = (f"step:{step.id}" for step in draft.process.steps)
    kinds = (f"kind:{kind.id}" for kind in draft.process.kinds)
    return (ABOUT, ROLES, *steps, *kinds)


@pytest.mark.parametrize("id", processes.live_ids())
def test_a_part_that_is_opened_and_kept_stays_as_it_was(id: str) -> None:
    draft = pruned(text_of(id))
    for part in parts_of(draft):
        form = Fields(to_fields(draft, part))
        assert from_form(draft, part, form) == draft
        assert form.errors == {}


def test_the_steps_to_add_are_in_order() -> None:
    assert faults_of(stock()) == ()
