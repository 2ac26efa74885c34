"""The one door into the engine: every command is judged here against the meeting, the person and the time."""

from datetime import datetime

from covision.engine import commands as c
from covision.engine.command import Command
from covision.engine.events import Event, MeetingOpened, StepBegan
from covision.engine.meeting import NOBODY, Meeting
from covision.engine.refusals import Refused

from . import alone, cards, case, clock, clusters, help, marks, people, roles, steering, ways

Events = tuple[Event, ...]

# while it holds the bar
OF_COVISION = (c.AddTime, c.EndStep, c.EndTurn, c.ProposeCase, c.Reveal, c.SendQuestion, c.StartClock)


def decide(meeting: Meeting, command: Command, by: int, now: datetime) -> Events:  # noqa: PLR0915 (one arm for each command)
    """What follows from a command of seat `by` at `now`.

    :raises Refused: with a sentence for the person; then nothing has happened.
    """
    _check_standing(meeting, command, by)
    alone.check_alone(meeting, command)
    match command:
        case c.OpenMeeting():
            return _open(meeting, command)
        case c.OpenAlone():
            return alone.open_alone(meeting, command, by)
        case c.AskToComeIn():
            return people.ask_to_come_in(meeting, by)
        case c.TakePlace():
            return people.take_place(meeting, by)
        case c.LosePlace():
            return people.lose_place(meeting, by)
        case c.LetIn():
            return people.let_in(meeting, command.seat)
        case c.TurnAway():
            return people.turn_away(meeting, command.seat)
        case c.Leave():
            return people.leave(meeting, by)
        case c.VoiceRemoval():
            return people.voice_removal(meeting, command.seat, by)
        case c.ConfirmAgreement():
            return people.confirm_agreement(meeting, by)
        case c.Write() if command.cards:
            return clusters.write_heading(meeting, command, by, now)
        case c.Write():
            return cards.write(meeting, command, by, now)
        case c.SendQuestion():
            return cards.send_question(meeting, command, by)
        case c.Rewrite():
            return cards.rewrite(meeting, command, by, now)
        case c.Withdraw():
            return cards.withdraw(meeting, command.card, by)
        case c.Bring():
            return cards.bring(meeting, command.card, by)
        case c.Gather():
            return clusters.gather(meeting, command.card, command.cards, by)
        case c.TakeOut():
            return clusters.take_out(meeting, command.card, by)
        case c.Reveal():
            return marks.reveal(meeting, by)
        case c.MarkCard():
            return marks.give(meeting, command, by)
        case c.UnmarkCard():
            return marks.take(meeting, command, by)
        case c.MoveCard():
            return marks.move(meeting, command, by)
        case c.ProposeCase():
            return case.propose(meeting, command.card, by)
        case c.AcceptCase():
            return case.accept(meeting, command.processes, by)
        case c.PassCase():
            return case.pass_on(meeting, by)
        case c.PickProcess():
            return case.pick_process(meeting, command.process, by)
        case c.AskForRole():
            return roles.ask(meeting, command.role, command.seat, by)
        case c.TakeRole():
            return roles.take(meeting, command.role, by)
        case c.DeclineRole():
            return roles.decline(meeting, command.role, by)
        case c.GiveBackRole():
            return roles.give_back(meeting, command.role, by)
        case c.StartClock():
            return clock.start(meeting, by)
        case c.PauseClock():
            return clock.pause(meeting, by)
        case c.AddTime():
            return clock.add(meeting, command.minutes, by)
        case c.SpreadTime():
            return clock.spread_lost_time(meeting, by, now)
        case c.AskMoreTime():
            return clock.ask_more(meeting)
        case c.EndStep():
            return steering.end_step(meeting, command, by, now)
        case c.WishWay():
            return ways.wish(meeting, command.step, command.way, by)
        case c.DropWish():
            return ways.drop(meeting, command.step, command.way, by)
        case c.EndTurn():
            return ways.end_turn(meeting, command.seat, by)
        case c.AgreeToGoOn():
            return ways.agree(meeting, command.step, by)
        case c.GoBack():
            return steering.go_back(meeting, command, by)
        case c.UndoStep():
            return steering.undo(meeting, by, now)
        case c.HandOver():
            return steering.hand_over(meeting, command.seat, by)
        case c.TakeSteering():
            return steering.take(meeting, command.away, by)
        case c.TakeBack():
            return steering.take_back(meeting, by)
        case c.ChangeWay():
            return steering.change_way(meeting, command.spoken, by)
        case c.ChooseHelp():
            return help.choose(meeting, command.help, by)
        case c.ShareSheet():
            return people.share_sheet(meeting, command.round, by)
        case c.KeepSheet():
            return people.keep_sheet(meeting, command.round, by)


def _open(meeting: Meeting, command: c.OpenMeeting) -> Events:
    if meeting.version:
        raise Refused("This meeting has already been opened.")
    frame = command.frame
    first = frame.of("initial")[0]
    opened = MeetingOpened(frame, command.minutes, command.rounds, command.spoken, command.rehearsal)
    return (opened, StepBegan(0, first.id, first.minutes * 60))


def _check_standing(meeting: Meeting, command: Command, by: int) -> None:
    if isinstance(command, (c.OpenMeeting, c.OpenAlone, c.AskToComeIn, c.TakePlace, c.LosePlace)):
        return
    if by == NOBODY and meeting.covision_leads() and isinstance(command, OF_COVISION) and not meeting.closed:
        return
    match meeting.standing(by):
        case "asking" if not isinstance(command, c.Leave):
            raise Refused("Somebody in the room has to let you in first.", "forbidden")
        case "left" | "removed" | "turned-away" | None:
            raise Refused("You are not in this meeting any more.", "forbidden")
        case "in" | "asking":
            pass
    if meeting.closed and not isinstance(command, (c.ShareSheet, c.KeepSheet, c.Leave, c.UndoStep)):
        raise Refused("This meeting has ended.")
