"""What peers say in any process: it comes from the case, fits where it stands, and is said once."""

from collections import Counter

import pytest

from covision import processes
from covision.engine.process import Kind
from covision.languages import LANGUAGES
from covision.peers import casebook, script
from covision.peers.material import _known_kinds, anybody, lines_of
from covision.peers.question_kinds import hear
from covision.peers.script import case
from load.house_table import HouseTable

OPENING = 30  # words that a contribution may have to begin with
SHORT = 100
UNFIT = {"rude", "off-topic", "advice", "remind"}
PAIRS = [(id, language) for id in casebook.case_ids() for language in LANGUAGES]


def transcript(table: HouseTable, kind: str = "", round: int = 1) -> list[tuple[str, str, str]]:
    """What was said in a round, as (step, kind, text)."""
    cards = [card for card in table.room.meeting.cards if card.text and card.round == round]
    return [
        (card.step, card.kind, table.room.text(card.text.id))
        for card in cards
        if card.text and not card.withdrawn and kind in {"", card.kind}
    ]


def played(id: str, language: str, process: str, role: str) -> HouseTable:
    table = HouseTable(id, language, 3, role, "silent", process=process)
    table.play()
    return table


def kinds() -> list[Kind]:
    kinds = [kind for id in processes.live_ids() for kind in processes.process(id).kinds]
    return [kind for kind in kinds if not kind.replies]


def test_peers_know_what_every_kind_in_the_library_is_for() -> None:
    of_concepts = {
        kind for id in ("concept-1", "concept-2") for kind in (k.id for k in processes.process(id).kinds)
    }
    assert {kind.id for kind in kinds()} - of_concepts <= _known_kinds().keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_anybody_has_something_to_say_for_every_purpose(language: str) -> None:
    wanted = {purpose for purposes in _known_kinds().values() for purpose in purposes}
    assert wanted <= anybody(language).keys()
    assert len(anybody(language)["promise"]) >= 8


@pytest.mark.parametrize(("id", "language"), PAIRS)
def test_every_line_fits_wherever_it_may_be_said(id: str, language: str) -> None:
    for kind in kinds():
        for purpose in _known_kinds().get(kind.id, ()):
            lines = (*lines_of(case(id, language)).get(purpose, ()), *anybody(language).get(purpose, ()))
            room = kind.limit - (OPENING if kind.limit > SHORT else 0)
            assert [line.text for line in lines if len(line.text) > room] == []


@pytest.mark.parametrize("id", casebook.case_ids())
def test_a_case_has_as_much_to_say_in_both_languages(id: str) -> None:
    first, second = (case(id, language) for language in LANGUAGES)
    assert {purpose: len(lines) for purpose, lines in first.material.items()} == {
        purpose: len(lines) for purpose, lines in second.material.items()
    }
    assert len(first.asked) == len(second.asked) >= 4


@pytest.mark.parametrize(("id", "language"), PAIRS)
def test_no_question_of_a_case_is_heard_as_anything_but_a_question(id: str, language: str) -> None:
    assert not [text for text in case(id, language).asked if hear(text, language) in UNFIT]


def test_the_client_answers_what_the_case_is_asked() -> None:
    table = played("not-today", "en", "six-phases", "advisor")
    asked = case("not-today", "en").asked
    cards = {card.id: card for card in table.room.meeting.cards}
    pairs = {
        table.room.text(cards[card.reply].text.id): table.room.text(card.text.id)  # type: ignore[union-attr]
        for card in cards.values()
        if card.reply and card.text and cards[card.reply].text
    }
    assert len(asked.keys() & pairs.keys()) >= 4
    assert all(pairs[question] == asked[question] for question in asked.keys() & pairs.keys())


def test_nothing_is_said_twice_in_a_round() -> None:
    texts = Counter(
        text for _, _, text in transcript(played("calling-hour", "de", "reflecting-team", "member"))
    )
    assert len(texts) > 15
    assert [text for text, times in texts.items() if times > 1] == []


def test_about_somebody_elses_problem_nobody_says_what_belongs_to_the_case() -> None:
    """Where each brings a problem in turn, the case is the first one's."""
    table = played("all-the-answers", "en", "three-in-turn", "consultant")
    lines = {line.text for lines in case("all-the-answers", "en").material.values() for line in lines}
    first, second = ({text for _, _, text in transcript(table, round=round)} for round in (1, 2))
    assert first & lines
    assert second
    assert not second & lines


def test_advice_that_comes_too_early_is_kept_for_later() -> None:
    table = played("monday-chair", "en", "only-questions", "member")
    advice = case("monday-chair", "en").mistakes[0].says[0]
    withdrawn = [card for card in table.room.meeting.cards if card.withdrawn]
    remind = anybody("en")["remind"][0].text
    assert [card.kind for card in withdrawn] == ["question"]
    assert advice not in {text for _, _, text in transcript(table)}
    assert remind in {text for _, _, text in transcript(table)}


def test_a_case_lends_its_people_to_larger_and_smaller_groups() -> None:
    written = casebook.case("calling-hour", "en")
    assert written.people(3) == written.names[:3]
    assert len(set(written.people(20))) == 20
    assert [casebook.party(processes.process(id)) for id in ("three-in-turn", "concept-1", "star")] == [
        3,
        6,
        8,
    ]


def test_a_process_is_rehearsed_with_problems_of_its_kind_its_own_cases_first() -> None:
    shared = {written.process for written in casebook.lendable(processes.process("concept-2"), "en")}
    lent = casebook.lendable(processes.process("star"), "en")
    assert shared == {"concept-2"}
    assert {written.id for written in lent} == {
        written.id for written in script.cases("en") if written.process == "concept-1"
    }
