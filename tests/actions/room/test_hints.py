"""Hints are quiet: only the person they are for gets them, each can be put away, and nothing of them is kept."""

import re
from datetime import timedelta
from hashlib import blake2b

import pytest
from django.utils import timezone

from covision import hints
from covision.actions.room import rooms, scenes
from covision.actions.room.hints import QUIET
from covision.engine.refusals import Refused
from covision.engine.scene.steering import HintView
from covision.models.journal import Happening
from covision.models.meetings import Seat
from tests.scenes.room_cast import PROBLEM, RealTable, at_work, real_table

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

ADVICE = "Why don't you ask your team?"


@pytest.fixture
def table() -> RealTable:
    """Cas is the client, Ada facilitates and wants it whispered."""
    rooms.close_rooms()
    table = at_work()
    table.do("Ada", "choose-help", help="whisper")
    return table


def hints_of(table: RealTable, who: str, after: float = 0) -> tuple[HintView, ...]:
    now = timezone.now() + timedelta(seconds=after)
    hints = scenes.scene(table.room, table.people[who].seat, "", scenes.presence(table.room, now)).hints
    return hints.items if hints else ()


def whats(table: RealTable, who: str, after: float = 0) -> list[str]:
    return [hint.what for hint in hints_of(table, who, after)]


def test_nobody_is_told_anything_before_the_group_wants_it() -> None:
    rooms.close_rooms()
    table = at_work()
    table.do("Ada", "write", kind="question", text=ADVICE)

    assert whats(table, "Ada", after=600) == []
    assert not table.room.hint_memory.noticed

    table.do("Ada", "choose-help", help="whisper")
    assert whats(table, "Ada") == ["advice"]


def test_whoever_wrote_advice_as_a_question_is_told_so_and_nobody_else(table: RealTable) -> None:
    table.do("Ada", "write", kind="question", text=ADVICE)

    assert whats(table, "Ada") == ["advice"]
    for other in ("Cas", "Ben", "Fay", "Eve"):
        assert whats(table, other) == []


def test_a_sentence_about_others_is_told_to_its_author_and_to_the_holder(table: RealTable) -> None:
    table.do("Cas", "write", kind="sentence", text="I think that my boss is unfair.")

    assert whats(table, "Cas") == ["own"]
    assert whats(table, "Ada") == ["own"]
    assert whats(table, "Ben") == []


def test_each_switches_hints_on_the_own_words_off_for_herself(table: RealTable) -> None:
    table.do("Cas", "write", kind="sentence", text="I think that my boss is unfair.")
    table.do("Cas", "want-own-hints", wanted="0")
    assert whats(table, "Cas") == []
    assert whats(table, "Ada") == ["own"]

    table.do("Cas", "want-own-hints", wanted="1")
    assert whats(table, "Cas") == ["own"]


def test_a_hint_put_away_does_not_come_back(table: RealTable) -> None:
    table.do("Ada", "write", kind="question", text=ADVICE)
    table.do("Ada", "dismiss-hint", hint=hints_of(table, "Ada")[0].id)
    assert whats(table, "Ada") == []

    table.do("Ada", "write", kind="question", text="How about a sign?")
    assert whats(table, "Ada") == ["advice"]


def test_a_text_is_looked_at_once(table: RealTable, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    find = hints.find
    monkeypatch.setattr(hints, "find", lambda text, *more: looked.append(text) or find(text, *more))
    table.do("Ada", "write", kind="question", text=ADVICE)
    for who in ("Ada", "Cas", "Ada", "Ben"):
        whats(table, who)

    assert looked == [ADVICE]


def test_what_was_noticed_goes_with_the_text(table: RealTable) -> None:
    table.do("Ada", "write", kind="question", text=ADVICE)
    assert whats(table, "Ada") and table.room.hint_memory.noticed

    table.do("Ada", "withdraw", card=table.room.meeting.cards[-1].id)

    assert not table.room.hint_memory.noticed
    assert whats(table, "Ada") == []


def test_while_covision_leads_each_is_told_about_her_own_words_and_nobody_is_whispered_to(
    table: RealTable,
) -> None:
    table.do("Ada", "choose-help", help="hold")
    table.do("Cas", "write", kind="sentence", text="I think that my boss is unfair.")

    assert whats(table, "Cas", after=QUIET + 200) == ["own"]
    for other in ("Ada", "Ben", "Fay", "Eve"):
        assert whats(table, other, after=QUIET + 200) == []


def test_what_was_put_away_stays_away_after_a_restart_and_in_every_process(table: RealTable) -> None:
    table.do("Ada", "write", kind="question", text=ADVICE)
    table.do("Ada", "write", kind="question", text="Why don't you call him?")
    first, second = hints_of(table, "Ada")

    table.do("Ada", "dismiss-hint", hint=first.id)
    assert hints_of(table, "Ada") == (second,)
    table.reload()
    assert hints_of(table, "Ada") == (second,)

    table.do("Ada", "want-own-hints", wanted="0")
    assert whats(table, "Ada") == []
    table.reload()
    assert whats(table, "Ada") == []

    table.do("Ada", "want-own-hints", wanted="1")
    assert hints_of(table, "Ada") == (second,)


def test_what_is_kept_of_a_hint_tells_neither_its_rule_nor_its_text_and_the_journal_has_none(
    table: RealTable,
) -> None:
    table.do("Ada", "write", kind="question", text=ADVICE)
    (hint,) = hints_of(table, "Ada")
    before = Happening.objects.count()
    table.do("Ada", "dismiss-hint", hint=hint.id)

    assert Happening.objects.count() == before
    kept = Seat.objects.get(meeting=table.room.id, number=table.people["Ada"].seat).hints_away
    assert re.fullmatch(r"[0-9a-f]{16}", kept)
    assert kept != blake2b(hint.id.encode(), digest_size=8).hexdigest()
    assert not Seat.objects.exclude(number=table.people["Ada"].seat).exclude(hints_away="").exists()


def test_the_holder_hears_of_silence_and_of_what_is_missing_and_the_others_do_not(table: RealTable) -> None:
    whats(table, "Ada")
    assert "silence" in whats(table, "Ada", after=QUIET + 1)
    assert "missing" in whats(table, "Ada", after=290)
    assert whats(table, "Ben", after=290) == []


def test_the_holder_hears_who_has_not_been_heard_yet(table: RealTable) -> None:
    for step in ("problem", "vision"):
        table.do("Ada", "end-step", step=step, anyway="1")
    table.do("Ben", "write", kind="resource", text="Patience")

    hint = next(hint for hint in hints_of(table, "Ada", after=400) if hint.what == "unheard")

    assert {table.room.name(seat) for seat in hint.seats} == {"Fay", "Cas", "Eve"}


def test_an_early_solution_is_noticed_while_it_is_early(table: RealTable) -> None:
    for step in ("problem", "vision"):
        table.do("Ada", "end-step", step=step, anyway="1")
    table.do("Ben", "write", kind="resource", text="You should talk to your boss.")
    assert whats(table, "Ben") == ["solution"]
    assert "solution" in whats(table, "Ada")

    for step in ("resources", "goals"):
        table.do("Ada", "end-step", step=step, anyway="1")
    table.do("Ben", "write", kind="solution", text="You should talk to your boss.")
    assert whats(table, "Ben") == []


def test_hidden_writing_gives_the_holder_no_hint() -> None:
    rooms.close_rooms()
    table = real_table()
    table.do("Fay", "choose-help", help="whisper")
    table.do("Fay", "end-step", step="arrive")
    before = [hints_of(table, "Fay", after) for after in (0, 100, 250, 400)]

    table.do("Cas", "write", text="You should all listen to me.", **PROBLEM)

    assert [hints_of(table, "Fay", after) for after in (0, 100, 250, 400)] == before
    assert [hint.what for hint in before[-1]] == ["reveal"]


def test_only_the_help_there_is_can_be_chosen(table: RealTable) -> None:
    with pytest.raises(Refused, match="not filled in"):
        table.do("Ada", "choose-help", help="everything")
