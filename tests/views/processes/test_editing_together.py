"""Several members at one draft: nobody writes over a colleague unseen, and no words get lost."""

import pytest

from covision.actions.room import rooms
from tests.scenes.editor import copied, draft, editor, visits
from tests.scenes.lasting_circle import LastingCircle, of_four

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def group() -> LastingCircle:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()
    return of_four()


def test_strangers_and_missing_drafts_are_answered_alike(group):
    own_id = copied(group)
    address = f"/circles/{group.circle.public_id}/structures/{own_id}/edit/"
    foreign = visits(group, "Oz").get(address)
    missing = visits(group, "Fay").get(address.replace(own_id, "nothing"))
    assert (foreign.status_code, missing.status_code) == (404, 404)


def test_two_members_can_change_different_steps_at_the_same_time(group):
    own_id = copied(group)
    fay, ada = editor(group, own_id, "step:problem"), editor(group, own_id, "step:vision", "Ada")
    fay.press("keep", minutes="7")
    ada.press("keep", minutes="8")
    changed = draft(group, own_id).process
    assert (changed.step("problem").minutes, changed.step("vision").minutes) == (7, 8)


def test_of_two_who_change_the_same_words_the_second_sees_both(group):
    own_id = copied(group)
    fay, ada = editor(group, own_id, "step:problem"), editor(group, own_id, "step:problem", "Ada")
    fay.press("keep", **{"w:en:steps__problem__title": "Fay’s name"})
    answer = ada.press("keep", **{"w:en:steps__problem__title": "Ada’s name"})
    assert answer.status_code == 409
    assert ada.page.fields["w:en:steps.problem.title"] == ["Ada’s name"]
    assert "Fay’s name" in ada.html
    assert draft(group, own_id).words["en"]["steps"]["problem"]["title"] == "Fay’s name"
    ada.press("keep")
    assert draft(group, own_id).words["en"]["steps"]["problem"]["title"] == "Ada’s name"


def test_nobody_undoes_what_a_colleague_has_changed_meanwhile(group):
    own_id = copied(group)
    fay, ada = editor(group, own_id, "step:problem"), editor(group, own_id, "step:vision", "Ada")
    ada.press("keep", minutes="8")
    fay.press("keep", minutes="7")
    assert ada.press("undo").status_code == 409
    assert draft(group, own_id).process.step("problem").minutes == 7
    ada.press("undo")
    assert draft(group, own_id).process.step("problem").minutes == 5


def test_words_written_for_a_step_that_is_gone_are_shown_to_their_author(group):
    own_id = copied(group)
    fay, ada = editor(group, own_id, "step:problem"), editor(group, own_id, "step:problem", "Ada")
    fay.press("remove:problem")
    answer = ada.press("keep", **{"w:en:steps__problem__title": "Not to be lost"})
    assert answer.status_code == 409
    assert "Not to be lost" in ada.html
