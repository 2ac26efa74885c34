"""Whatever people do in whatever order: thousands of random meetings, each with the seed that made it."""

import random
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from covision.engine import commands as c
from covision.engine import events as e
from covision.engine.command import Command
from covision.engine.events import Event, TextRef
from covision.engine.meeting import Card, Meeting
from covision.engine.process import Step
from covision.engine.projection import project
from covision.engine.projection.viewer import Memory, Viewer, seen_places
from covision.engine.refusals import Refused

from .table import Table, meeting_of_five, problem_tags, process

MEETINGS = 2000
ACTS = 90
PRIVATE = {"parked", "state"}
STEPS = ("problem", "vision", "resources", "goals", "solutions", "next")


@pytest.mark.slow
@settings(max_examples=MEETINGS, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(seed=st.integers(0, 2**32))
def test_every_random_meeting_replays_and_keeps_its_secrets(seed: int) -> None:
    table = play(seed)
    replayed = table.replayed()
    assert replayed == table.meeting
    for seat in table.meeting.people():
        viewer = Viewer(seat.number)
        scene = project(table.meeting, viewer)
        assert project(replayed, viewer) == scene
        assert project(without_what_is_hidden(table, seat.number), viewer) == scene


def test_the_random_meetings_reach_every_step_and_hide_something() -> None:
    """The property above would say nothing about meetings that never leave the door."""
    tables = [play(seed) for seed in range(300)]
    steps = {visit.step for table in tables for visit in table.meeting.visits}
    assert {"arrive", "collect", "choose", "cast", *STEPS, "plans", "feedback"} <= steps
    assert any(len(hidden_cards(table.meeting, 1)) > 3 for table in tables)
    assert any(table.meeting.closed for table in tables)
    letters = [card for table in tables for card in table.meeting.cards if card.kind == "for-facilitator"]
    assert any(card.to == 1 for card in letters) and any(card.to not in {0, 1} for card in letters)


def play(seed: int) -> Table:
    """Random commands of random people, most of them sensible enough to get somewhere. One of them watches live: what is
    kept from scene to scene always equals a scene made anew."""
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    table = _somewhere(chance)
    watched, memory = chance.choice([1, 2, 3, 5]), Memory()
    for number in range(chance.randint(10, ACTS)):
        by = chance.choice([seat.number for seat in table.meeting.seats] or [1])
        if chance.random() < 0.4:
            by = table.meeting.holder
        command, after = any_command(table, chance, number), chance.choice([0.5, 20, 400])
        outcome = _try(table, by, command, after)
        assert outcome is None or outcome
        if table.meeting.is_in(watched):
            live = project(table.meeting, Viewer(watched, memory=memory))
            assert number % 4 or live == project(table.meeting, Viewer(watched))
    return table


def _try(table: Table, by: int, command: Command, after: float) -> str | None:
    """The sentence of a refusal; None if the command had its way."""
    try:
        table.act(by, command, after)
    except Refused as refused:
        return refused.sentence.format(**refused.words)
    return None


def _somewhere(chance: random.Random) -> Table:
    """A meeting that has got as far as chance wants, the ordinary way."""
    table = meeting_of_five(rounds=chance.randint(1, 2))
    if chance.random() < 0.4:
        return table
    table.begin(chance.choice(["personal", "shared"]), facilitator=chance.choice([1, 3]))
    table.skip_to(chance.choice([*STEPS, "plans", "feedback"]))
    if table.meeting.step().macro == "main" and chance.random() < 0.3:
        while table.meeting.step().act not in {"cast", "choose"}:
            table.act(table.meeting.holder, c.GoBack(table.meeting.place()[1]))
    return table


def any_command(table: Table, chance: random.Random, number: int) -> Command:
    meeting = table.meeting
    cards = [card.id for card in meeting.cards] or ["none"]
    seats = [seat.number for seat in meeting.seats]
    step = meeting.step()
    kinds = [kind for may in step.may for kind in may.kinds] or ["problem"]
    marks = [mark.id for mark in step.marks] or ["vote"]
    card = chance.choice(cards)
    text = TextRef(f"t{number}", 256, "en")
    to = chance.choice([0, 0, *[seat.number for seat in meeting.seats]])
    due = table.now.isoformat()
    choices: list[Command] = [
        c.Write(f"c{number}", chance.choice(kinds), text, 30, "", _tags(chance, step.id), due, True, to),
        c.Write(f"c{number}", chance.choice(kinds), text, 30, "", _tags(chance, step.id), due, True, to),
        c.EndStep(step.id, chance.choice(["", "", "round", "final"]), chance.random() < 0.8),
        c.EndStep(step.id, "", True),
        c.MarkCard(card, chance.choice(marks)),
        c.MarkCard(card, chance.choice(marks)),
        c.Reveal(),
        c.ProposeCase(card),
        c.AcceptCase((process("concept-1"), process("concept-2"))),
        c.TakeRole(chance.choice(["facilitator", "observer", "recorder", "client", "advisor"])),
    ]
    if chance.random() < 0.5:
        return chance.choice(choices)
    return chance.choice([*choices, *_rarer(table, chance, card, seats, marks, number)])


def _rarer(
    table: Table, chance: random.Random, card: str, seats: list[int], marks: list[str], number: int
) -> list[Command]:
    step = table.meeting.step()
    questions = [f"{step.id}.{question.id}" for question in step.questions] or ["x.y"]
    seat = chance.choice(seats)
    return [
        c.SendQuestion(f"c{number}", chance.choice(questions)),
        c.Rewrite(
            card, TextRef(f"t{number}", 256, "de"), 30, _tags(chance, step.id), table.now.isoformat(), True
        ),
        c.Withdraw(card),
        c.Bring(card),
        c.UnmarkCard(card, chance.choice(marks)),
        c.MoveCard(card, chance.choice(marks), chance.random() < 0.5),
        c.PassCase(),
        c.PickProcess(process(chance.choice(["concept-1", "concept-2", "reflecting-team", "wise-circle"]))),
        c.AskForRole("facilitator", seat),
        c.DeclineRole("facilitator"),
        c.GiveBackRole(chance.choice(["facilitator", "observer"])),
        c.StartClock(),
        c.PauseClock(),
        c.AddTime(chance.choice([-5, 2, 99])),
        c.SpreadTime(),
        c.AskMoreTime(),
        c.GoBack(step.id),
        c.UndoStep(),
        c.HandOver(seat),
        c.TakeSteering(chance.random() < 0.5),
        c.TakeBack(),
        c.ChangeWay(chance.random() < 0.5),
        *_of_the_language(step, chance, seat),
        c.ChooseHelp(chance.choice(["off", "whisper", "hold"])),
        c.ShareSheet(1),
        c.KeepSheet(1),
        c.ConfirmAgreement(),
        c.AskToComeIn(),
        c.LetIn(seat),
        c.VoiceRemoval(seat),
        *([c.Leave()] if chance.random() < 0.1 else []),
    ]


def _of_the_language(step: Step, chance: random.Random, seat: int) -> list[Command]:
    way = chance.choice([way.id for way in step.ways] or ["none"])
    return [c.WishWay(step.id, way), c.DropWish(step.id, way), c.EndTurn(seat), c.AgreeToGoOn(step.id)]


def _tags(chance: random.Random, step: str) -> tuple[str, ...]:
    if step != "collect":
        return ()
    tags = problem_tags(chance.choice(["personal", "shared"]))
    return tags if chance.random() < 0.8 else (*tags[:-2], "inside:yes")


def hidden_cards(meeting: Meeting, viewer: int) -> set[str]:
    """Told apart from the engine's own rule: what somebody else wrote privately, in silence, to one person, or on an observer's
    sheet."""
    return {card.id for card in meeting.cards if card.seat != viewer and _is_secret(meeting, card, viewer)}


def _is_secret(meeting: Meeting, card: Card, viewer: int) -> bool:
    if card.withdrawn or card.kind in PRIVATE:
        return True
    if card.kind == "for-facilitator":
        return card.to != viewer
    if card.kind == "observation":
        return meeting.place()[1] != "feedback"
    silent = card.kind == "problem" or (
        (card.kind, card.step) == ("resource", "resources") and _process(meeting, card) == "concept-2"
    )
    return silent and (card.round, card.step) not in meeting.revealed_cards


def _process(meeting: Meeting, card: Card) -> str:
    process = meeting.rounds[card.round - 1].process
    return process.id if process else ""


def without_what_is_hidden(table: Table, viewer: int) -> Meeting:
    """The same journal without the events that only concern what this viewer may not see."""
    hidden = hidden_cards(table.meeting, viewer)
    secret_marks = {"vote", "rate"}
    open_marks = set(table.meeting.revealed_marks)
    place = (0, "")

    def keep(event: Event, by: int) -> bool:
        nonlocal place
        if isinstance(event, e.StepBegan):
            place = (event.round, event.step)
        named = {getattr(event, field.name) for field in fields(event) if field.name == "card"}
        if named & hidden and not isinstance(event, (e.CaseProposed, e.CaseAccepted, e.CasePassed)):
            return False
        secret = (
            isinstance(event, (e.Marked, e.Unmarked))
            and event.mark in secret_marks
            and place not in open_marks
        )
        return not secret or by == viewer

    return table.replayed(keep)


def test_nobody_looks_ahead_of_the_group() -> None:
    table = meeting_of_five()
    ahead = table.scene(3, look=(0, "feedback"))
    assert ahead == table.scene(3)
    assert (0, "feedback") not in seen_places(table.meeting)
