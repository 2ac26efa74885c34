"""Coaching oneself: the same process with one person in it, and nobody else ever."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest

from covision import processes
from covision.engine import commands as c
from covision.engine.alone import AloneStep, Projection, run_alone, without_clock
from covision.engine.command import Command
from covision.engine.meeting import Meeting
from covision.engine.projection import project
from covision.engine.projection.sheet import sheet
from covision.engine.projection.viewer import Viewer
from covision.engine.refusals import Refused

from .table import FAY, OZ, Table, process
from .test_random_meetings import any_command, without_what_is_hidden

CAS = 1
WAY = ("problem", "vision", "resources", "goals", "solutions", "next", "feedback")


class Alone(Table):
    """Cas at a table of his own."""

    def __init__(self, timed: bool = True) -> None:
        super().__init__()
        self.meeting, self.journal = Meeting(), []
        frame, followed = processes.alone("frame"), processes.alone("concept-1")
        if not timed:
            frame, followed = without_clock(frame), without_clock(followed)
        self.act(CAS, c.OpenAlone(frame, followed, 40))

    def soon(self) -> str:
        return (self.now + timedelta(hours=20)).isoformat()


def test_cas_begins_in_the_second_step_and_leads_himself() -> None:
    table = Alone()
    scene = table.scene(CAS)
    assert table.meeting.place() == (1, "problem")
    assert scene.steering
    assert scene.steering.holds
    assert scene.part
    assert scene.part.roles == ("client",)
    assert (scene.people, scene.asks) == (None, None)


def test_cas_walks_the_whole_way_and_the_meeting_ends() -> None:
    table, seen = Alone(), []
    while not table.meeting.closed:
        seen.append(table.meeting.place()[1])
        table.end(then="round" if seen[-1] == "next" else "", anyway=True)
    assert tuple(seen) == WAY
    assert table.replayed() == table.meeting


def test_nobody_misses_a_group_that_is_too_small() -> None:
    table = Alone()
    table.write(CAS, "sentence", opened=True)
    table.end()
    assert table.meeting.place() == (1, "vision")


def test_the_questions_of_the_facilitator_are_put_to_cas_and_he_answers_them() -> None:
    table = Alone()
    table.act(CAS, c.SendQuestion("q", "problem.q1"))
    table.write(CAS, "answer", reply="q")
    talk = table.scene(CAS).board.lists[0]  # type: ignore[union-attr]
    assert [card.prompt for card in talk.cards] == ["problem.q1"]
    assert len(talk.cards[0].answers) == 1


def test_where_advisors_would_help_cas_looks_through_other_eyes() -> None:
    table = Alone()
    table.skip_to("solutions")
    part = table.scene(CAS).part
    assert part
    assert [guide.question for guide in part.guides][:3] == ["solutions.v1", "solutions.v2", "solutions.v3"]
    first, second = table.write(CAS, "solution"), table.write(CAS, "solution")
    for card in (second, first):
        table.act(CAS, c.MarkCard(card, "chosen"))
    assert table.meeting.picked(1) == (second, first)


def test_cas_sees_in_the_end_how_his_state_has_changed() -> None:
    table = Alone()
    before = table.write(CAS, "state")
    table.skip_to("resources")
    after = table.write(CAS, "state")
    table.skip_to("feedback")
    carried = table.scene(CAS).carried
    assert carried
    states = next(cards for cards in carried.lists if cards.kind == "state")
    assert [card.id for card in states.cards] == [before, after]


def test_a_first_step_should_begin_within_36_hours() -> None:
    table = Alone()
    table.skip_to("next")
    table.write(CAS, "next-step", due=(table.now + timedelta(hours=50)).isoformat())
    assert table.refusal(CAS, c.EndStep("next")).why == "late"
    table.write(CAS, "next-step", due=table.soon())
    table.end()
    result_sheet = sheet(table.meeting, Viewer(CAS), 1)
    steps = next(chapter for chapter in result_sheet.chapters if chapter.cards.kind == "next-step")
    assert [bool(card.due) for card in steps.cards.cards] == [True, True]


@pytest.mark.parametrize("command", [c.AskToComeIn(), c.TakePlace()])
def test_oz_can_never_come_in(command: Command) -> None:
    table = Alone()
    assert table.refusal(OZ, command).why == "forbidden"
    with pytest.raises(Refused):
        table.scene(OZ)
    with pytest.raises(Refused):
        sheet(table.meeting, Viewer(OZ), 1)


@pytest.mark.parametrize(
    "command",
    [c.Leave(), c.ShareSheet(1), c.ChooseHelp("hold"), c.AskMoreTime(), c.ChangeWay(True), c.HandOver(2)],
)
def test_what_needs_others_is_refused(command: Command) -> None:
    assert Alone().refusal(CAS, command).why == "forbidden"


def test_cas_may_want_quiet_hints() -> None:
    table = Alone()
    table.act(CAS, c.ChooseHelp("whisper"))
    assert table.meeting.help == "whisper"


def test_the_clock_is_there_if_cas_wants_it() -> None:
    clock = Alone().scene(CAS).clock
    assert clock
    assert (clock.running, clock.length, clock.may_ask) == (True, 300, False)
    free = Alone(timed=False)
    free.skip_to("vision")
    assert free.scene(CAS).clock is None


def test_a_process_that_says_little_about_being_alone_asks_what_its_facilitator_would() -> None:
    alone = run_alone(process("concept-1"), Projection((AloneStep("problem", ("sentence",)),)))
    (step,) = alone.steps
    assert [question.id for question in step.questions] == ["q1", "q2", "q3", "q4", "q5", "q6", "c1"]
    assert (alone.least, [role.id for role in alone.roles], step.outputs) == (1, ["client"], ("sentence",))


def test_a_meeting_of_a_group_lets_people_in_as_before() -> None:
    table = Table()
    table.seat(2)
    assert table.meeting.is_in(2)
    assert table.scene(FAY).people is not None


@pytest.mark.parametrize("seed", range(150))
def test_whatever_is_tried_cas_stays_alone_and_the_journal_replays(seed: int) -> None:
    """Oz tries whatever he likes, and Cas too; hiding what is hidden from Cas changes nothing he sees."""
    chance, table = random.Random(seed), Alone(timed=seed % 2 == 0)  # noqa: S311 (a game, not a secret)
    for number in range(80):
        by, after = chance.choice([CAS, CAS, CAS, OZ, 0]), chance.choice([1, 30, 400])
        with suppress(Refused):
            table.act(by, any_command(table, chance, number), after)
    assert [(seat.number, seat.standing) for seat in table.meeting.seats] == [(CAS, "in")]
    assert {by for _, by, _ in table.journal} == {CAS}
    assert len(table.journal) > 10
    assert table.replayed() == table.meeting
    viewer = Viewer(CAS)
    assert project(without_what_is_hidden(table, CAS), viewer) == project(table.meeting, viewer)
