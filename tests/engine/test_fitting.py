"""Which structure fits a group today: each rule for itself, and how many suggestions there are."""

from dataclasses import replace

from covision.engine.fitting import Ground, Match, Situation, fitting
from covision.engine.length import minutes
from covision.engine.process import Fit, Process, Step

AROUND = 25
FORTY = (Step("work", 1, "main", minutes=40),)
ONE = Process("one", 1, case="personal", least=5, fit=Fit(most=9), steps=FORTY)
ALL = replace(ONE, id="all", case="shared")
SIX = Situation("personal", people=6, minutes=90)


def match(situation: Situation, process: Process) -> Match:
    return fitting(situation, (process,), AROUND)[0]


def test_what_fits_in_everything_has_reasons_and_no_reservation() -> None:
    matched = match(SIX, ONE)
    assert matched.good == (Ground("case"), Ground("people", 6), Ground("time", 65), Ground("easy"))
    assert matched.but == ()
    assert matched.suits


def test_a_process_for_shared_problems_does_not_suit_one_persons_case() -> None:
    assert match(SIX, ALL).but == (Ground("case"),)
    assert not match(SIX, ALL).suits
    assert match(replace(SIX, case="shared"), ALL).suits


def test_a_process_for_any_problem_is_neither_praised_nor_blamed_for_it() -> None:
    matched = match(SIX, replace(ONE, case="none"))
    assert Ground("case") not in (*matched.good, *matched.but)


def test_too_few_people_weigh_more_than_anything_else() -> None:
    three = replace(SIX, people=3)
    small = replace(ALL, id="small", least=3)
    assert match(three, ONE).but == (Ground("few", 5),)
    assert [suggestion.process.id for suggestion in fitting(three, (ONE, small), AROUND)] == ["small", "one"]


def test_too_many_people_are_told_how_many_would_do() -> None:
    assert match(replace(SIX, people=10), ONE).but == (Ground("many", 9),)
    assert match(replace(SIX, people=10), replace(ONE, fit=Fit())).but == ()


def test_a_little_too_little_time_is_a_small_reservation() -> None:
    matched = match(replace(SIX, minutes=60), ONE)
    assert matched.but == (Ground("tight", 65),)
    assert matched.suits


def test_far_too_little_time_is_a_large_one() -> None:
    matched = match(replace(SIX, minutes=45), ONE)
    assert matched.but == (Ground("long", 65),)
    assert not matched.suits


def test_what_asks_for_practice_is_no_beginners_choice() -> None:
    asks = replace(ONE, fit=Fit(experience="some"))
    assert match(SIX, asks).but == (Ground("practice"),)
    assert match(replace(SIX, experience="some"), asks).but == ()
    assert match(replace(SIX, experience="much"), asks).but == ()


def test_who_wants_questions_only_is_not_sent_to_advice() -> None:
    asking = replace(ONE, id="asking", fit=Fit(helps="questions"))
    wish = replace(SIX, helps="questions")
    assert match(wish, ONE).but == (Ground("helps"),)
    assert Ground("helps") in match(wish, asking).good
    assert match(SIX, asking).but == ()


def test_three_suggestions_at_most_and_the_best_first() -> None:
    offered = (
        ALL,
        *(replace(ONE, id=f"one-{number}") for number in range(5)),
        replace(ONE, id="asking", fit=Fit(helps="questions")),
    )
    matched = fitting(replace(SIX, helps="questions"), offered, AROUND)
    assert [suggestion.process.id for suggestion in matched] == ["asking", "one-0"]
    assert len(fitting(SIX, offered, AROUND)) == 3


def test_of_those_that_suit_alike_the_one_comes_first_that_uses_the_time_best() -> None:
    short = replace(ONE, id="short", steps=(Step("work", 1, "main", minutes=15),))
    assert [suggestion.process.id for suggestion in fitting(SIX, (short, ONE), AROUND)] == ["one", "short"]


def test_where_too_few_suit_a_second_choice_is_named_with_what_speaks_against_it() -> None:
    first, second = fitting(SIX, (ALL, ONE), AROUND)
    assert (first.process.id, second.process.id) == ("one", "all")
    assert not second.suits


def test_minutes_of_a_process_are_those_of_its_steps() -> None:
    assert minutes(ONE, 5) == 40
