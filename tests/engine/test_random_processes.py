"""Whatever process somebody writes: if the check has nothing against it, a group comes to the end and nothing is lost."""

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from covision.engine import commands as c
from covision.engine.checking import faults
from covision.engine.command import Command
from covision.engine.deciding.cards import visible
from covision.engine.events import TextRef
from covision.engine.meeting import Card, Meeting
from covision.engine.plain import from_plain, to_plain
from covision.engine.process import Kind, May, Process, Role, Step
from covision.engine.projection import project
from covision.engine.projection.viewer import Viewer
from covision.engine.refusals import Refused
from covision.engine.rules import Groups, Turns, Way

from .table import ADA, CAS, FAY, Table, problem_tags, process

PROCESSES = 250
MOST_MOVES = 400
ROLES = (
    Role("client", 1, 1, brings=True),
    Role("facilitator", 1, 1, steers=True),
    Role("advisor", 1, rest=True),
)
KINDS = (
    Kind("question", spoken=True),
    Kind("answer", spoken=True, replies="question", bound=True),
    Kind("idea"),
    Kind("goal", "field"),
    Kind("note", seen="author"),
    Kind("guess", begins=True, signed="nobody"),
    Kind("heading", gathers="idea"),
)


def random_process(chance: random.Random) -> Process:
    """A process of random rules, valid or not."""
    names = [f"step-{number}" for number in range(chance.randint(1, 6))]
    steps = tuple(_step(chance, name, names) for name in names)
    return Process("any", 1, "personal", "client", 3, each_once=chance.random() < 0.3, roles=ROLES, kinds=KINDS, steps=steps)  # fmt: skip


def _step(chance: random.Random, name: str, names: list[str]) -> Step:
    def some(*of: str) -> tuple[str, ...]:
        return tuple(chance.sample(of, chance.randint(0, len(of))))

    kinds = ("question", "answer", "idea", "goal", "guess", "heading")
    least = chance.choice([0, 0, 1])
    may = tuple(
        May(role.id, picked, chance.choice([0, 0, 2]), least, chance.choice(["hard", "hint", "confirm"]))
        for role in ROLES
        if (picked := some(*kinds))
    )
    possible = tuple(sorted({kind for permit in may for kind in permit.kinds}))
    ways = tuple(
        Way(
            f"way-{number}",
            chance.choice(names),
            chance.choice(["", "client", "group"]),
            chance.choice([0, 1, 2]),
        )
        for number in range(chance.choice([0, 0, 1, 2]))
    )
    advisor_kinds = next((permit.kinds for permit in may if permit.role == "advisor"), ())
    return Step(
        name,
        "main",
        minutes=chance.choice([0, 5]),
        each=chance.choice([0, 1]),
        silent=bool(possible) and chance.random() < 0.2,
        aside=chance.random() < 0.2,
        only_ways=bool(ways) and chance.random() < 0.3,
        firm=chance.choice(["hint", "confirm", "hard"]),
        timer=chance.choice(["advises", "closes"]),
        may=may,
        ways=ways,
        turns=Turns("advisor", advisor_kinds[:1]) if advisor_kinds and chance.random() < 0.3 else None,
        groups=Groups(2, ("advisor",), tuple(chance.sample(advisor_kinds[:1], chance.randint(0, len(advisor_kinds[:1]))))) if chance.random() < 0.2 else None,
        listens=("client",) if chance.random() < 0.2 else (),
        absent=("client",) if chance.random() < 0.1 else (),
        outputs=some(*possible),
    )  # fmt: skip


def valid_process(seed: int) -> tuple[Process, random.Random]:
    """The first process from this seed on that the check has nothing against."""
    chance = random.Random(seed)  # noqa: S311 (a game, not a secret)
    while True:
        method = random_process(chance)
        if not faults(method, process("frame")):
            return method, chance


@pytest.mark.slow
@settings(max_examples=PROCESSES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(seed=st.integers(0, 2**32))
def test_a_valid_process_never_gets_stuck_and_strands_nothing(seed: int) -> None:
    method, chance = valid_process(seed)
    table = begin(method)
    for _ in range(MOST_MOVES):
        if table.meeting.closed:
            break
        wander(table, chance)
        leave_step(table, chance)
    assert table.meeting.closed
    assert table.replayed() == table.meeting
    for card in table.meeting.cards:
        shared = table.meeting.kind_of(card).seen == "all" and not card.withdrawn
        away = table.meeting.step_at(card.round, card.step).absent
        for seat in table.meeting.people() if shared else ():
            roles = table.meeting.roles(seat.number, card.round, card.step)
            assert visible(table.meeting, card, seat.number) or set(away) & set(roles)


@pytest.mark.slow
@settings(max_examples=PROCESSES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(seed=st.integers(0, 2**32))
@example(seed=167967)  # groups in the first step of a round, and in the round of the next person
def test_whoever_is_away_or_in_another_group_sees_the_same_as_if_nothing_had_been_written(seed: int) -> None:
    """Whose turn it is tells that somebody has spoken, and what is missing tells the holder; both are meant to."""
    method, chance = valid_process(seed)
    table = begin(method)
    for _ in range(6):
        if table.meeting.closed or table.meeting.place()[0] == 0:
            return
        wander(table, chance)
        for seat in (CAS, 4, 5):
            may_notice = seat == table.meeting.holder or table.meeting.step().firm == "hard"
            if not table.meeting.step().turns and not may_notice:
                viewer = Viewer(seat)
                assert project(without(table, hidden_from(table.meeting, seat)), viewer) == project(
                    table.meeting, viewer
                )
        leave_step(table, chance)


def hidden_from(meeting: Meeting, viewer: int) -> set[str]:
    """Told apart from the engine's own rule."""
    return {card.id for card in meeting.cards if card.seat != viewer and _is_hidden(meeting, card, viewer)}


def _is_hidden(meeting: Meeting, card: Card, viewer: int) -> bool:
    step = meeting.step_at(card.round, card.step)
    kind = meeting.kind_of(card)
    if kind.seen == "author" or set(step.absent) & set(meeting.roles(viewer, card.round, card.step)):
        return True
    if step.silent and card.kind in step.outputs:
        revealed = meeting.revealed_laps if card.lap else meeting.revealed_cards
        return ((card.round, card.step, card.lap) if card.lap else (card.round, card.step)) not in revealed
    now = (card.round, card.step, card.lap) == (*meeting.place(), meeting.lap())
    groups = meeting.groupings[-1].groups if step.groups and now and meeting.groupings else ()
    return any(card.seat in group and viewer not in group for group in groups)


def without(table: Table, hidden: set[str]) -> Meeting:
    return table.replayed(lambda event, by: getattr(event, "card", "") not in hidden)


def test_random_processes_use_every_rule() -> None:
    """The property above would say nothing about processes without rules."""
    steps = [step for seed in range(400) for step in valid_process(seed)[0].steps]
    used = {name for step in steps for name, content in to_plain(step).items() if content}
    assert any(step.groups and step.groups.reports for step in steps)
    assert any("heading" in may.kinds for step in steps for may in step.may)
    assert {"ways", "aside", "only_ways", "turns", "groups", "listens", "absent", "silent", "firm"} <= used


def test_a_process_is_the_same_after_it_was_kept_in_the_journal() -> None:
    for seed in range(50):
        method, _ = valid_process(seed)
        assert from_plain(Process, to_plain(method)) == method


def begin(method: Process) -> Table:
    table = Table()
    table.seat(CAS, ADA, 4, 5)
    table.end()
    card = table.write(CAS, "problem", tags=problem_tags())
    table.act(FAY, c.Reveal())
    table.end()
    table.choose(card)
    table.act(FAY, c.PickProcess(method))
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    return table


def wander(table: Table, chance: random.Random) -> None:
    """A few things people may try in a step; what is refused has no effect."""
    step = table.meeting.step()
    kinds = [kind for may in step.may for kind in may.kinds] or ["note"]
    questions = [card.id for card in table.meeting.cards if card.kind == "question"] or [""]
    for number in range(chance.randint(0, 6)):
        by = chance.choice([seat.number for seat in table.meeting.people()])
        table.written += 1
        text = TextRef(f"t{table.written}-{number}", 256, "en")
        reply = chance.choice(questions)
        tries: list[Command] = [
            c.Write(f"c{table.written}", chance.choice(kinds), text, 20, reply, opened=True, anyway=True),
            c.EndTurn(chance.choice([1, 2, 3, 4, 5])),
            *putting_together(table, chance),
            c.GoBack(step.id) if chance.random() < 0.1 else c.AskMoreTime(),
        ]
        _try(table, by, chance.choice(tries))
        project(table.meeting, Viewer(by))


def putting_together(table: Table, chance: random.Random) -> list[Command]:
    """Cards under headings, and out again, also those that cannot be."""
    cards = [card.id for card in table.meeting.cards] or ["none"]
    headings = [card.id for card in table.meeting.cards if card.kind == "heading"] or cards
    ideas = [card.id for card in table.meeting.cards if card.kind == "idea"] or cards
    picked = tuple(chance.sample(ideas, min(len(ideas), chance.randint(1, 2))))
    text, name = TextRef(f"h{table.written}", 256, "en"), f"h{len(table.journal)}"
    return [
        c.Gather(chance.choice(headings), picked),
        c.Write(name, "heading", text, 20, cards=picked, anyway=True),
        c.TakeOut(chance.choice([card.id for card in table.meeting.cards if card.under] or cards)),
    ]


def leave_step(table: Table, chance: random.Random) -> None:
    """What a patient group does to go on: reveal, say yes, decide for a way, go."""
    holder, step = table.meeting.holder, table.meeting.step()
    _try(table, holder, c.Reveal())
    for seat in table.meeting.people():
        _try(table, seat.number, c.AgreeToGoOn(step.id))
        for way in step.ways:
            if step.only_ways or chance.random() < 0.3:
                _try(table, seat.number, c.WishWay(step.id, way.id))
    ways = [way.id for way in step.ways]
    chance.shuffle(ways)
    tried = ways if step.only_ways or chance.random() < 0.4 else []
    place = table.meeting.visits
    for then in (*tried, ""):
        if table.meeting.visits == place and not table.meeting.closed:
            _try(table, holder, c.EndStep(step.id, then, True))
    assert table.meeting.visits != place or table.meeting.closed


def _try(table: Table, by: int, command: Command) -> None:
    with suppress(Refused):
        table.act(by, command)
