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


def a_change(group: LastingCircle, by: str = "Cas") -> Proposal:
    return proposals.propose_agreement(group.inside(by), changed_terms(group), "It suits us.", "en", now=NOW)


def test_a_change_holds_once_all_have_consented() -> None:
    group = of_four()
    change = a_change(group)
    for who in ("Fay", "Ada"):
        group.answer(who, change, "consent")
    assert agreements.current_agreement(group.circle).version == 1
    group.answer("Ben", change, "aside")
    agreement = agreements.current_agreement(group.circle)
    assert agreement.version == 2
    assert agreements.texts(agreement)["cadence"] == "Every second week."


def test_an_objected_proposal_is_changed_and_passes() -> None:
    group = of_four()
    change = a_change(group)
    group.answer("Ada", change, "objection", "Too often for me.")
    for who in ("Fay", "Ben"):
        group.answer(who, change, "consent")
    assert state(change) == "open"
    terms = agreements.Terms(
        (*changed_terms(group).texts[:2], ("cadence", "Every third week."), *changed_terms(group).texts[3:])
    )
    proposals.propose_again(group.inside("Fay"), change, "A middle way.", terms, "en", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, change, "consent")
    assert agreements.texts(agreements.current_agreement(group.circle))["cadence"] == "Every third week."


def test_an_answer_to_an_earlier_draft_does_not_count_for_the_later_one() -> None:
    group = of_four()
    change = a_change(group)
    group.answer("Ada", change, "objection", "Too often for me.")
    proposals.propose_again(group.inside("Fay"), change, "As it was.", None, "en", now=NOW)
    with pytest.raises(Refused, match="changed meanwhile"):
        proposals.take_position(group.inside("Ben"), change, 1, "consent", "", now=NOW)


def test_an_objection_needs_a_reason() -> None:
    group = of_four()
    with pytest.raises(Refused, match="say why"):
        group.answer("Ada", a_change(group), "objection", "  ")


def test_time_settles_a_proposal_before_somebody_acts() -> None:
    group = of_four()
    change = a_change(group)
    group.answer("Fay", change, "consent")
    group.inside("Ben", NOW + A_WEEK - timedelta(minutes=1))
    assert state(change) == "open"
    group.inside("Ben", NOW + A_WEEK)
    assert state(change) == "passed"


def test_time_settles_a_proposal_when_nobody_looks() -> None:
    group = of_four()
    change = a_change(group)
    circles.settle_all(NOW + A_WEEK)
    assert state(change) == "lapsed"


def test_a_removal_is_decided_without_the_person_it_is_about() -> None:
    group = of_four()
    removal = proposals.propose_removal(
        group.inside("Fay"), group.member("Ben"), "He lets others down.", now=NOW
    )
    with pytest.raises(Refused, match="decided by the others"):
        group.answer("Ben", removal, "objection", "I disagree.")
    for who in ("Cas", "Ada"):
        group.answer(who, removal, "consent")
    assert [member.name for member in membership.members(group.circle)] == ["Fay", "Cas", "Ada"]
    with pytest.raises(Refused):
        group.inside("Ben")


def test_nobody_is_removed_by_the_voice_of_one() -> None:
    group = of_four()
    circles.leave(group.inside("Ben"), now=NOW)
    circles.leave(group.inside("Ada"), now=NOW)
    with pytest.raises(Refused, match="circle of two"):
        proposals.propose_removal(group.inside("Fay"), group.member("Cas"), "Hm.", now=NOW)


def test_whoever_comes_later_has_no_say_in_what_was_put_before() -> None:
    group = of_four()
    change = a_change(group)
    group.people["Eve"] = group.people["Oz"]
    later = NOW + timedelta(hours=1)
    membership.admit(group.circle, group.people["Eve"], "Eve", now=later)
    agreements.accept(group.inside("Eve", later), 1, now=later)
    with pytest.raises(Refused, match="decided by the others"):
        group.answer("Eve", change, "objection", "I am new.", now=later)


def test_whoever_leaves_holds_nothing_up_any_more_and_their_reasons_are_erased() -> None:
    group = of_four()
    change = a_change(group)
    group.answer("Ada", change, "objection", "Too often for me.")
    for who in ("Fay", "Ben"):
        group.answer(who, change, "consent")
    circles.leave(group.inside("Ada"), now=NOW)
    assert state(change) == "passed"
    assert not Position.objects.exclude(reason="").exists()


def test_there_is_one_change_on_the_table_at_a_time() -> None:
    group = of_four()
    a_change(group)
    with pytest.raises(Refused, match="already"):
        a_change(group, by="Ada")


def test_only_whoever_put_a_proposal_withdraws_it() -> None:
    group = of_four()
    change = a_change(group)
    with pytest.raises(Refused, match="whoever put it"):
        proposals.withdraw(group.inside("Fay"), change, now=NOW)
    proposals.withdraw(group.inside("Cas"), change, now=NOW)
    assert state(change) == "withdrawn"


def test_a_circle_dissolves_by_consent_and_its_texts_are_gone() -> None:
    group = of_four()
    ending = proposals.propose_dissolution(group.inside("Fay"), "It has served us.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, ending, "consent")
    with pytest.raises(Refused):
        group.inside("Fay")
    assert not group.circle.proposals.exists()
    assert not group.circle.agreements.exists()


def test_every_use_of_a_right_is_written_down() -> None:
    group = of_four()
    change = a_change(group)
    group.answer("Fay", change, "consent")
    newest = [(deed.what, deed.by and deed.by.name) for deed in activity.activities(group.circle)[:2]]
    assert newest == [("answered", "Fay"), ("proposed", "Cas")]


def test_a_newcomer_is_admitted_by_all_who_belong() -> None:
    group = of_four()
    assert [member.name for member in membership.members(group.circle)] == ["Fay", "Cas", "Ada", "Ben"]
    join(group, "Eve")
    assert membership.members(group.circle).count() == 5
