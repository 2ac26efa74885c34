"""The editor in which a circle makes a process its own, as a browser sees it that runs no scripts."""

import pytest

from covision.actions.circles import process_drafts
from covision.actions.room import rooms
from covision.engine import length
from covision.languages import LANGUAGES
from covision.processes.process_text import faults_of
from tests.scenes.editor import copied, draft, editor
from tests.scenes.lasting_circle import LastingCircle, of_four

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def group() -> LastingCircle:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()
    return of_four()


def step_ids(group: LastingCircle, own_id: str) -> list[str]:
    return [step.id for step in draft(group, own_id).process.steps]


@pytest.mark.slow
@pytest.mark.parametrize(("id", "language"), [("concept-1", "de"), ("six-phases", "en")])
def test_whatever_is_opened_and_kept_stays_as_it_was(group, id, language):
    own_id = copied(group, id)
    before = draft(group, own_id)
    at = editor(group, own_id, language=language)
    for button in [name for name in at.page.buttons if name.startswith("open:") and "#" not in name]:
        assert at.press(button).status_code == 302
        assert at.press("keep").status_code == 302
    assert draft(group, own_id) == before
    assert process_drafts.draft(group.inside("Fay"), own_id)[1] == 1


def test_the_times_are_reckoned_for_as_many_people_as_are_asked_for(group):
    at = editor(group, copied(group, "ten-form"), "step:introduce")
    at.press("keep", people="9")
    assert 'name="people" value="9"' in at.html
    process = draft(group, at.address.split("/")[4]).process
    assert f"<b>{length.minutes(process, 9)}\xa0min</b>" in at.html.replace(" min</b>", "\xa0min</b>")


def test_a_step_is_put_earlier_and_later_copied_and_taken_away(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:vision")
    at.press("up:vision")
    assert step_ids(group, own_id)[:2] == ["vision", "problem"]
    assert at.went.endswith("#down")
    assert "up:vision" not in at.page.buttons
    at.press("down:vision")
    at.press("copy:vision")
    assert step_ids(group, own_id)[:3] == ["problem", "vision", "step-1"]
    assert (
        draft(group, own_id).words["de"]["steps"]["step-1"]
        == draft(group, own_id).words["de"]["steps"]["vision"]
    )
    at.press("remove:step-1")
    assert step_ids(group, own_id)[:3] == ["problem", "vision", "resources"]
    assert "step-1" not in draft(group, own_id).words["en"]["steps"]


def test_a_step_of_the_stock_fits_in_at_once(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:problem")
    at.press("add:problem", stock="round")
    assert step_ids(group, own_id)[:2] == ["problem", "step-1"]
    changed = draft(group, own_id)
    assert changed.process.step("step-1").turns.role == "advisor"
    assert faults_of(changed) == ()
    assert "Everything fits together" in at.html


def test_an_empty_step_says_what_it_lacks(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:problem")
    at.press("add:problem", stock="")
    lacks = "Name · Short name · What we do here, and what for · The question over the step"
    assert f"Missing in English: {lacks}" in at.html
    assert f"Missing in German: {lacks}" in at.html


def test_what_was_typed_is_kept_by_whichever_button_is_pressed(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:problem")
    at.press("down:problem", **{"w:en:steps__problem__title": "Where it hurts", "minutes": "12"})
    changed = draft(group, own_id)
    assert step_ids(group, own_id)[:2] == ["vision", "problem"]
    assert changed.words["en"]["steps"]["problem"]["title"] == "Where it hurts"
    assert changed.process.step("problem").minutes == 12


def test_what_cannot_be_read_is_said_beside_it_and_nothing_typed_is_lost(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:problem")
    answer = at.press("keep", minutes="soon", **{"w:en:steps__problem__title": "<b>Heart</b>"})
    assert answer.status_code == 422
    assert "Please write a number from 0 to 240." in at.html
    assert at.page.fields["minutes"] == ["soon"]
    assert at.page.fields["w:en:steps.problem.title"] == ["<b>Heart</b>"]
    assert "<b>Heart" not in at.html
    assert draft(group, own_id).process.step("problem").minutes == 5


def test_the_last_change_can_be_undone_and_that_too(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:problem")
    assert "undo" not in at.page.buttons
    at.press("remove:problem")
    at.press("undo")
    assert step_ids(group, own_id)[0] == "problem"
    at.press("undo")
    assert step_ids(group, own_id)[0] == "vision"


def test_a_guiding_question_is_added_by_writing_it_and_taken_away_by_emptying_it(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:problem")
    at.press("keep", **{"w:en:steps__problem__questions__question-3": "What would a friend say?"})
    changed = draft(group, own_id)
    assert changed.process.step("problem").questions[-1].role == "advisor"
    assert changed.words["en"]["steps"]["problem"]["questions"]["question-3"] == "What would a friend say?"
    at.press("keep", **{f"w:{code}:steps__problem__questions__question-3": "" for code in LANGUAGES})
    assert "question-3" not in {
        question.id for question in draft(group, own_id).process.step("problem").questions
    }
    assert "question-3" not in draft(group, own_id).words["en"]["steps"]["problem"]["questions"]


def test_turns_are_set_up_by_choosing_them(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:resources")
    at.press("keep", mode="turns")
    turns = draft(group, own_id).process.step("resources").turns
    assert (turns.role, turns.kinds, turns.passing) == ("advisor", ("resource", "parked"), True)
    at.press("keep", mode="together")
    assert draft(group, own_id).process.step("resources").turns is None


def test_what_is_impossible_is_said_at_its_place_and_in_the_list(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:vision")
    at.press("keep", mode="still")
    sentence = "In stillness people write only what nobody else will see."
    assert at.html.count(sentence) == 2
    assert "open:step:vision#mode" in at.page.buttons
    at.press("try")
    assert at.answer.status_code == 422
    assert "A group could not work by this yet" in at.html


def test_a_decision_and_a_way_are_added_and_taken_away(group):
    own_id = copied(group)
    at = editor(group, own_id, "step:goals")
    at.press("mark")
    mark = draft(group, own_id).process.step("goals").marks[0]
    assert (mark.id, mark.by, mark.on) == ("mark-1", ("client",), ("goal", "order"))
    at.press(
        "keep", **{"mark__mark-1__how": "dots", "mark__mark-1__dots": "2", "w:en:marks__mark-1__name": "dear"}
    )
    assert draft(group, own_id).process.step("goals").marks[0].dots == 2
    at.press("unmark:mark-1")
    assert "mark-1" not in draft(group, own_id).words["en"]["marks"]
    at.press("way", **{})
    assert draft(group, own_id).process.step("goals").ways[0].to == "goals"
    at.press("unway:way-1")
    assert draft(group, own_id).process.step("goals").ways == ()


def test_roles_and_kinds_are_added_and_taken_away(group):
    own_id = copied(group)
    at = editor(group, own_id, "roles")
    at.press("unrole:recorder")
    assert "recorder" not in draft(group, own_id).words["en"]["roles"]
    at.press("role")
    at.press("keep", **{"w:en:roles__role-1__name": "Guardian", "role__role-1__most": "1"})
    assert draft(group, own_id).process.role("role-1").most == 1
    at.press("kind")
    at.press("keep", **{"w:en:kinds__kind-1__many": "Gifts", "seen": "author", "limit": "120"})
    assert draft(group, own_id).process.kind("kind-1").seen == "author"
    at.press("unkind:kind-1")
    assert draft(group, own_id).process.kind("kind-1") is None


def test_what_goes_along_is_said_before(group):
    own_id = copied(group, "five-steps")
    at = editor(group, own_id, "step:explore")
    assert "Ways lead here from:" in at.html
    at.press("open:kind:advice")
    assert "It goes from these steps, too:" in at.html
    at.press("open:step:explore")
    at.press("remove:explore")
    assert draft(group, own_id).process.step("advise").ways == ()


def test_a_language_is_left_out_as_a_whole(group):
    own_id = copied(group)
    at = editor(group, own_id, "about")
    at.press("unspeak:de")
    assert list(draft(group, own_id).words) == ["en"]
    assert "w:de:title" not in at.page.fields
    at.press("speak:de")
    assert "Missing in German: " in at.html


def test_a_draft_is_put_to_the_circle_with_what_was_typed_last(group):
    own_id = copied(group)
    at = editor(group, own_id, "about")
    at.press("propose", why="Shorter for us.", **{"w:en:title": "Ours"})
    assert "/proposals/" in at.went
    assert draft(group, own_id).words["en"]["title"] == "Ours"
    assert group.circle.proposals.latest("number").kind == "process"
    assert "An earlier state of this draft is put to the circle" in at.look("about")
    assert "propose" not in at.page.buttons


def test_a_draft_as_it_stands_is_rehearsed(group):
    own_id = copied(group)
    at = editor(group, own_id, "about")
    at.press("try", **{"w:en:title": "Ours to try"})
    assert at.went.startswith("/rehearsals/?process=own-")
    assert "Ours to try" in at.client.get(at.went).content.decode()


def test_a_button_that_is_none_changes_nothing(group):
    own_id = copied(group)
    at = editor(group, own_id)
    at.post({**at.page.fields, "do": ["explode:everything"]})
    assert at.answer.status_code == 422
    assert process_drafts.draft(group.inside("Fay"), own_id)[1] == 1
