"""Whoever has a part in a process that comes with Covision is told in every step what it asks for."""

import pytest

from covision import processes
from covision.engine.process import Role
from covision.languages import LANGUAGES


def has_a_part(role: Role) -> bool:
    """Whoever only notes or watches may have nothing to do in a step."""
    return not role.apart and not role.beside


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", processes.live_ids())
def test_every_part_is_told_what_to_do_in_every_step(id: str, language: str) -> None:
    process = processes.process(id)
    untold = [
        (step.id, role.id)
        for step in process.steps
        for role in process.roles
        if has_a_part(role) and role.id not in step.absent
        if not processes.words(id, language)["steps"][step.id].get("roles", {}).get(role.id, {}).get("does")
    ]
    assert untold == []
