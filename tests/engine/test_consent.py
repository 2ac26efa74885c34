"""Deciding by consent: each rule by name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from covision.engine.consent import Ballot, Rules, Stand, answers_needed, outcome

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
UNTIL = NOW + timedelta(days=7)
FAY, CAS, ADA, BEN = 1, 2, 3, 4
RULES = Rules(days=7, quorum="half", silence="aside")


def ballot(*stands: tuple[int, Stand], voters: tuple[int, ...] = (FAY, CAS, ADA, BEN)) -> Ballot:
    return Ballot(voters, stands, UNTIL)


def test_it_passes_as_soon_as_all_have_consented() -> None:
    answers = ballot((FAY, "consent"), (CAS, "consent"), (ADA, "consent"), (BEN, "consent"))
    assert outcome(answers, RULES, NOW) == "passed"


def test_it_passes_where_some_stand_aside() -> None:
    answers = ballot((FAY, "consent"), (CAS, "aside"), (ADA, "aside"), (BEN, "consent"))
    assert outcome(answers, RULES, NOW) == "passed"


def test_it_stays_open_while_somebody_has_time_to_answer() -> None:
    answers = ballot((FAY, "consent"), (CAS, "consent"), (ADA, "consent"))
    assert outcome(answers, RULES, UNTIL - timedelta(seconds=1)) == "open"
    assert outcome(answers, RULES, UNTIL) == "passed"


def test_one_objection_stops_it_however_many_consent() -> None:
    answers = ballot((FAY, "consent"), (CAS, "consent"), (ADA, "consent"), (BEN, "objection"))
    assert outcome(answers, RULES, NOW) == "open"
    assert outcome(answers, RULES, UNTIL) == "objected"


def test_an_objection_of_somebody_who_has_no_say_does_not_count() -> None:
    answers = ballot((FAY, "consent"), (CAS, "consent"), (BEN, "objection"), voters=(FAY, CAS))
    assert outcome(answers, RULES, NOW) == "passed"


def test_too_few_answers_let_it_lapse_when_its_time_is_over() -> None:
    answers = ballot((FAY, "consent"))
    assert outcome(answers, RULES, NOW) == "open"
    assert outcome(answers, RULES, UNTIL) == "lapsed"


def test_two_thirds_are_more_than_half() -> None:
    answers = ballot((FAY, "consent"), (CAS, "consent"))
    assert outcome(answers, RULES, UNTIL) == "passed"
    assert outcome(answers, replace(RULES, quorum="most"), UNTIL) == "lapsed"
    assert [answers_needed(voters, replace(RULES, quorum="most")) for voters in (1, 3, 4, 6)] == [1, 2, 3, 4]


def test_silence_holds_it_up_where_the_circle_agreed_so() -> None:
    answers = ballot((FAY, "consent"), (CAS, "consent"), (ADA, "consent"))
    assert outcome(answers, replace(RULES, silence="waits"), UNTIL) == "lapsed"


def test_nobody_carries_what_all_stand_aside_from() -> None:
    answers = ballot((FAY, "aside"), (CAS, "aside"), (ADA, "aside"), (BEN, "aside"))
    assert outcome(answers, RULES, UNTIL) == "lapsed"


def test_a_removal_takes_two_who_consent() -> None:
    answers = replace(ballot((FAY, "consent"), (CAS, "aside"), voters=(FAY, CAS)), consents=2)
    assert outcome(answers, RULES, UNTIL) == "lapsed"
    both = replace(answers, stands=((FAY, "consent"), (CAS, "consent")))
    assert outcome(both, RULES, NOW) == "passed"


def test_without_anybody_who_may_decide_nothing_passes() -> None:
    assert outcome(ballot(voters=()), RULES, UNTIL) == "lapsed"
