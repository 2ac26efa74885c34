"""Nobody owns a circle: what binds all is proposed, answered by each, and settled by consent."""

from datetime import timedelta

import pytest

from covision.actions.circles import agreements, circles, membership, proposals
from covision.actions.room import rooms
from covision.actions.shared import activity
from covision.engine.refusals import Refused
from covision.models.proposals import Position, Proposal
from tests.conftest import NOW
from tests.scenes.lasting_circle import A_WEEK, LastingCircle, changed_terms, join, of_four

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def state(proposal: Proposal) -> str:
    return Proposal.objects.get(pk=proposal.pk).state


def a_change(there: LastingCircle, by: str = "Cas") -> Proposal:
    return proposals.propose_agreement(there.inside(by), changed_terms(there), "It suits us.", "en", now=NOW)


def test_a_change_holds_once_all_have_consented() -> None:
    there = of_four()
    change = a_change(there)
    for who in ("Fay", "Ada"):
        there.answer(who, change, "consent")
    assert agreements.current_agreement(there.circle).version == 1
    there.answer("Ben", change, "aside")
    held = agreements.current_agreement(there.circle)
    assert held.version == 2
    assert agreements.texts(held)["cadence"] == "Every second week."


def test_an_objected_proposal_is_changed_and_passes() -> None:
    there = of_four()
    change = a_change(there)
    there.answer("Ada", change, "objection", "Too often for me.")
    for who in ("Fay", "Ben"):
        there.answer(who, change, "consent")
    assert state(change) == "open"
    terms = agreements.Terms(
        (*changed_terms(there).texts[:2], ("cadence", "Every third week."), *changed_terms(there).texts[3:])
    )
    proposals.propose_again(there.inside("Fay"), change, "A middle way.", terms, "en", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        there.answer(who, change, "consent")
    assert agreements.texts(agreements.current_agreement(there.circle))["cadence"] == "Every third week."


def test_an_answer_to_an_earlier_draft_does_not_count_for_the_later_one() -> None:
    there = of_four()
    change = a_change(there)
    there.answer("Ada", change, "objection", "Too often for me.")
    proposals.propose_again(there.inside("Fay"), change, "As it was.", None, "en", now=NOW)
    with pytest.raises(Refused, match="changed meanwhile"):
        proposals.take_position(there.inside("Ben"), change, 1, "consent", "", now=NOW)


def test_an_objection_needs_a_reason() -> None:
    there = of_four()
    with pytest.raises(Refused, match="say why"):
        there.answer("Ada", a_change(there), "objection", "  ")


def test_time_settles_a_proposal_before_somebody_acts() -> None:
    there = of_four()
    change = a_change(there)
    there.answer("Fay", change, "consent")
    there.inside("Ben", NOW + A_WEEK - timedelta(minutes=1))
    assert state(change) == "open"
    there.inside("Ben", NOW + A_WEEK)
    assert state(change) == "passed"


def test_time_settles_a_proposal_when_nobody_looks() -> None:
    there = of_four()
    change = a_change(there)
    circles.settle_all(NOW + A_WEEK)
    assert state(change) == "lapsed"


def test_a_removal_is_decided_without_the_person_it_is_about() -> None:
    there = of_four()
    removal = proposals.propose_removal(
        there.inside("Fay"), there.member("Ben"), "He lets others down.", now=NOW
    )
    with pytest.raises(Refused, match="decided by the others"):
        there.answer("Ben", removal, "objection", "I disagree.")
    for who in ("Cas", "Ada"):
        there.answer(who, removal, "consent")
    assert [member.name for member in membership.members(there.circle)] == ["Fay", "Cas", "Ada"]
    with pytest.raises(Refused):
        there.inside("Ben")


def test_nobody_is_removed_by_the_voice_of_one() -> None:
    there = of_four()
    circles.leave(there.inside("Ben"), now=NOW)
    circles.leave(there.inside("Ada"), now=NOW)
    with pytest.raises(Refused, match="circle of two"):
        proposals.propose_removal(there.inside("Fay"), there.member("Cas"), "Hm.", now=NOW)


def test_whoever_comes_later_has_no_say_in_what_was_put_before() -> None:
    there = of_four()
    change = a_change(there)
    there.people["Eve"] = there.people["Oz"]
    later = NOW + timedelta(hours=1)
    membership.admit(there.circle, there.people["Eve"], "Eve", now=later)
    agreements.accept(there.inside("Eve", later), 1, now=later)
    with pytest.raises(Refused, match="decided by the others"):
        there.answer("Eve", change, "objection", "I am new.", now=later)


def test_whoever_leaves_holds_nothing_up_any_more_and_their_reasons_are_erased() -> None:
    there = of_four()
    change = a_change(there)
    there.answer("Ada", change, "objection", "Too often for me.")
    for who in ("Fay", "Ben"):
        there.answer(who, change, "consent")
    circles.leave(there.inside("Ada"), now=NOW)
    assert state(change) == "passed"
    assert not Position.objects.exclude(reason="").exists()


def test_there_is_one_change_on_the_table_at_a_time() -> None:
    there = of_four()
    a_change(there)
    with pytest.raises(Refused, match="already"):
        a_change(there, by="Ada")


def test_only_whoever_put_a_proposal_withdraws_it() -> None:
    there = of_four()
    change = a_change(there)
    with pytest.raises(Refused, match="whoever put it"):
        proposals.withdraw(there.inside("Fay"), change, now=NOW)
    proposals.withdraw(there.inside("Cas"), change, now=NOW)
    assert state(change) == "withdrawn"


def test_a_circle_dissolves_by_consent_and_its_texts_are_gone() -> None:
    there = of_four()
    ending = proposals.propose_dissolution(there.inside("Fay"), "It has served us.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        there.answer(who, ending, "consent")
    with pytest.raises(Refused):
        there.inside("Fay")
    assert not there.circle.proposals.exists()
    assert not there.circle.agreements.exists()


def test_every_use_of_a_right_is_written_down() -> None:
    there = of_four()
    change = a_change(there)
    there.answer("Fay", change, "consent")
    newest = [(deed.what, deed.by and deed.by.name) for deed in activity.activities(there.circle)[:2]]
    assert newest == [("answered", "Fay"), ("proposed", "Cas")]


def test_a_newcomer_is_admitted_by_all_who_belong() -> None:
    there = of_four()
    assert [member.name for member in membership.members(there.circle)] == ["Fay", "Cas", "Ada", "Ben"]
    join(there, "Eve")
    assert membership.members(there.circle).count() == 5
