"""Covision holds the facilitator's part: whole meetings of four without anybody facilitating, and what it never does."""

from datetime import timedelta

import pytest

from covision.engine import commands as c
from covision.engine.command import Command
from covision.engine.facilitator import Attendance, next_move, turn
from covision.engine.meeting import NOBODY
from tests.engine.table import ADA, BEN, CAS, FAY, Table, problem_tags, process

FOUR = (FAY, CAS, ADA, BEN)
PROCESSES = (process("concept-1"), process("concept-2"))


class LedTable(Table):
    """Four people and Covision: a second passes, and whatever Covision wants to do then it does."""

    def __init__(self, spoken: bool = False) -> None:
        super().__init__(spoken=spoken)
        self.seat(CAS, ADA, BEN)
        self.ready: set[int] = set()
        self.moved = self.now
        self.asked: list[str] = []
        self.act(FAY, c.ChooseHelp("hold"))

    def act(self, by, command, after=1):  # type: ignore[no-untyped-def]
        events = super().act(by, command, after)
        self.moved = self.now
        return events

    def wait(self, seconds: int, present: tuple[int, ...] = FOUR) -> None:
        for _ in range(seconds):
            self.now += timedelta(seconds=1)
            self.tick(present)

    def tick(self, present: tuple[int, ...] = FOUR) -> Command | None:
        quiet = int((self.now - self.moved).total_seconds())
        move = next_move(self.meeting, Attendance(frozenset(present), frozenset(self.ready), quiet), self.now)
        if move is not None:
            self.act(NOBODY, move, after=0)
            if isinstance(move, (c.EndStep, c.Reveal)):
                self.ready.clear()
            if isinstance(move, c.SendQuestion):
                self.asked.append(move.question)
        return move

    def step(self) -> str:
        return self.meeting.place()[1]

    def say_ready(self, *seats: int) -> None:
        """And what follows within ten seconds."""
        self.ready.update(seats)
        for _ in range(10):
            if self.ready:
                self.wait(1)

    # -- what four people do, so that Covision can lead through it ---------------------------------------------------

    def to_work(self, whose: str) -> None:
        self.to_parts(whose)
        self.say_ready(FAY, CAS, ADA)

    def to_parts(self, whose: str) -> None:
        for seat in FOUR:
            self.act(seat, c.ConfirmAgreement())
        self.say_ready(FAY, CAS, ADA)
        assert self.step() == "collect"
        for seat in FOUR:
            self.write(seat, "problem", tags=problem_tags(whose, "urgent" if seat == CAS else "later"))
        self.wait(25)
        self.say_ready(FAY, CAS, ADA)
        assert self.step() == "choose"
        card = next(card.id for card in self.meeting.cards if card.seat == CAS)
        for seat in FOUR:
            for _ in range(3):
                self.act(seat, c.MarkCard(card, "vote"))
        self.wait(30)
        assert self.meeting.round_now().proposed == card  # type: ignore[union-attr]
        self.act(CAS, c.AcceptCase(PROCESSES))
        self.say_ready(FAY, CAS, ADA)
        assert self.step() == "cast"

    def leave_what_it_should(self) -> None:
        """Everybody whom the step asks for something writes it, as soon as it is asked for."""
        step, place = self.meeting.step(), self.meeting.place()
        for seat in FOUR:
            for kind in self.meeting.may_write(seat):
                if kind in step.outputs and self.meeting.place() == place:
                    due = (self.now + timedelta(hours=5)).isoformat()
                    self.write(seat, kind, opened=True, due=due)
        rule = next((mark for mark in step.marks if mark.picks and not mark.each), None)
        card = next(iter(self.meeting.standing_cards(place[0], rule.on[0])), None) if rule else None
        if rule and card and not self.meeting.marked(card.id, rule.id):
            who = next(seat for seat in FOUR if set(rule.by) & set(self.meeting.roles(seat, *place)))
            self.act(who, c.MarkCard(card.id, rule.id))


def play_to_the_end(table: LedTable) -> None:
    seen = set()
    for _ in range(60 * 90):
        if table.meeting.closed:
            return
        if table.meeting.place() not in seen and table.meeting.clock.used(table.now) > 100:
            seen.add(table.meeting.place())
            table.leave_what_it_should()
        table.wait(1)
    raise AssertionError(f"the meeting stands still in {table.step()}")


@pytest.mark.parametrize("spoken", [False, True])
@pytest.mark.parametrize(("whose", "steps"), [("personal", 6), ("shared", 6)])
def test_four_people_meet_without_anybody_facilitating(whose: str, steps: int, spoken: bool) -> None:
    table = LedTable(spoken)
    table.to_work(whose)
    assert table.meeting.place() == (1, "problem")

    play_to_the_end(table)

    worked = [visit.step for visit in table.meeting.visits if visit.round == 1][2:]
    assert len(worked) >= steps and len(worked) == len(set(worked))
    assert not [entry for entry in table.meeting.log if entry[0] == "anyway"]
    assert {question.split(".")[0] for question in table.asked} == set(worked)
    assert table.replayed() == table.meeting


def test_a_person_takes_over_in_the_middle_and_gives_it_back() -> None:
    table = LedTable()
    table.to_work("personal")
    table.wait(5)
    assert table.asked == ["problem.q1"]

    table.act(ADA, c.TakeSteering())
    assert table.meeting.holder == ADA and table.meeting.help == "whisper"
    assert "facilitator" in table.meeting.parts(ADA, 1)
    table.wait(1200)
    assert table.asked == ["problem.q1"] and table.step() == "problem"

    table.act(ADA, c.ChooseHelp("hold"))
    assert table.meeting.parts(ADA, 1) == ("advisor",)
    play_to_the_end(table)


def test_what_a_person_asked_meanwhile_covision_does_not_ask_again_nor_the_other_way_round() -> None:
    table = LedTable()
    table.to_work("personal")
    table.wait(5)
    table.act(ADA, c.TakeSteering())
    offered = {guide.question: guide for guide in table.scene(ADA).part.guides}  # type: ignore[union-attr]
    assert (offered["problem.q1"].sendable, offered["problem.q1"].asked) == (False, True)
    assert offered["problem.q2"].sendable
    table.act(ADA, c.SendQuestion("a-question-of-adas", "problem.q2"))

    table.act(ADA, c.ChooseHelp("hold"))
    table.wait(65)

    assert table.asked == ["problem.q1", "problem.q3"]


def test_fewer_than_a_way_of_working_is_made_for_go_on_only_because_they_say_so() -> None:
    table = LedTable()
    table.to_parts("personal")
    table.act(BEN, c.Leave())
    bar = table.scene(FAY).steering
    assert bar is not None and (bar.covision_leads, bar.missing) == (True, ("people",))

    table.wait(60 * 30, (FAY, CAS, ADA))
    assert table.step() == "cast"
    table.say_ready(FAY, CAS)

    assert table.meeting.place() == (1, "problem")
    assert [what for what, _, more in table.meeting.log if "people" in more] == ["anyway"]


def test_while_covision_leads_everybody_reads_what_is_still_missing() -> None:
    table = LedTable()
    table.to_work("personal")
    wanted = [table.scene(seat).steering for seat in FOUR]
    assert [bar.missing for bar in wanted if bar] == [("sentence",)] * 4

    table.write(CAS, "sentence", opened=True)

    assert [bar.missing for seat in FOUR if (bar := table.scene(seat).steering)] == [()] * 4


def test_covision_reveals_when_all_have_written_and_not_before() -> None:
    table = LedTable()
    for seat in FOUR:
        table.act(seat, c.ConfirmAgreement())
    table.say_ready(FAY, CAS, ADA)
    for seat in (FAY, CAS, ADA):
        table.write(seat, "problem", tags=problem_tags())
    table.wait(60)
    assert not table.meeting.revealed_cards

    table.write(BEN, "problem", tags=problem_tags())
    table.wait(25)
    assert table.meeting.revealed_cards


def test_it_never_ends_a_step_by_time_while_something_is_missing() -> None:
    table = LedTable()
    table.to_work("personal")
    table.wait(60 * 30)
    assert table.step() == "problem"

    table.say_ready(CAS, ADA)
    assert table.step() == "problem"  # two of four are not most of them
    table.say_ready(BEN)
    assert table.step() == "vision"


def test_somebody_who_wants_more_time_gets_it() -> None:
    table = LedTable()
    table.to_work("personal")
    table.write(CAS, "sentence", opened=True)
    table.wait(4 * 60)
    table.act(ADA, c.AskMoreTime())
    before = table.meeting.clock.length

    table.wait(5)

    assert table.meeting.clock.length == before + 120
    assert not table.meeting.clock.more_asked


def test_anybody_undoes_what_covision_did_and_then_only_the_group_leads_on() -> None:
    table = LedTable()
    table.to_work("personal")
    table.write(CAS, "sentence", opened=True)
    while table.step() == "problem":
        table.wait(1)
    table.act(BEN, c.UndoStep())

    table.wait(300)
    assert table.step() == "problem"
    table.say_ready(FAY, CAS, ADA)
    assert table.step() == "vision"


def test_an_empty_room_stands_still() -> None:
    table = LedTable()
    table.to_work("personal")
    table.wait(3000, present=())
    assert table.asked == [] and table.step() == "problem"


def test_after_a_restart_the_same_meeting_leads_to_the_same_move() -> None:
    table = LedTable()
    table.to_work("shared")
    table.wait(5)
    attendance = Attendance(frozenset(FOUR), frozenset(), 100)

    again = next_move(table.replayed(), attendance, table.now)

    assert again == next_move(table.meeting, attendance, table.now) and again is not None


def test_the_word_goes_round_to_those_who_have_not_been_heard() -> None:
    table = LedTable()
    table.to_work("personal")
    while table.step() != "resources":
        table.say_ready(FAY, CAS, ADA)
    everybody = frozenset(FOUR)
    assert set(turn(table.meeting, everybody)) == set(FOUR)

    table.write(ADA, "resource")

    assert set(turn(table.meeting, everybody)) == {FAY, CAS, BEN}
    assert set(turn(table.meeting, frozenset({CAS}))) == {CAS}


def test_turns_tell_nothing_of_what_is_written_in_silence() -> None:
    table = LedTable()
    table.to_work("shared")
    while not table.meeting.step().silent:
        table.leave_what_it_should()
        table.say_ready(FAY, CAS, ADA)
    table.write(ADA, "resource")

    assert turn(table.meeting, frozenset(FOUR)) == ()


def test_only_covision_acts_without_a_seat_and_only_while_it_holds() -> None:
    table = Table()
    table.seat(CAS)
    assert table.refusal(NOBODY, c.EndStep("arrive")).why == "forbidden"

    table.act(FAY, c.ChooseHelp("hold"))
    assert table.refusal(NOBODY, c.LetIn(CAS)).why == "forbidden"
    table.act(NOBODY, c.EndStep("arrive"))


# How much Covision helps is chosen among equals


def test_the_holder_of_the_bar_chooses_at_once() -> None:
    table = Table()
    table.seat(CAS, ADA)
    table.act(FAY, c.ChooseHelp("whisper"))
    assert table.meeting.help == "whisper"
    assert table.refusal(FAY, c.ChooseHelp("whisper")).sentence == "Covision helps like this already."


def test_any_two_choose_together_and_one_alone_does_not() -> None:
    table = Table()
    table.seat(CAS, ADA)
    table.act(CAS, c.ChooseHelp("hold"))
    assert table.meeting.help == "off" and table.meeting.holder == FAY
    assert table.refusal(CAS, c.ChooseHelp("hold")).sentence.startswith("You have said so already")

    table.act(ADA, c.ChooseHelp("whisper"))
    assert table.meeting.help == "off"
    table.act(ADA, c.ChooseHelp("hold"))
    assert table.meeting.help == "hold" and table.meeting.holder == NOBODY


def test_while_covision_holds_taking_over_is_the_way_back() -> None:
    table = Table()
    table.seat(CAS, ADA)
    table.act(FAY, c.ChooseHelp("hold"))
    assert "takes it over" in table.refusal(CAS, c.ChooseHelp("off")).sentence

    table.act(CAS, c.TakeSteering())
    table.act(CAS, c.ChooseHelp("off"))
    assert table.meeting.holder == CAS and table.meeting.help == "off"


def test_the_client_cannot_take_over_but_the_others_can() -> None:
    table = LedTable()
    table.to_work("personal")
    assert table.refusal(CAS, c.TakeSteering()).why == "forbidden"
    table.act(BEN, c.TakeSteering())
    assert table.meeting.holder == BEN
