"""The scene of one viewer, region by region."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from covision.engine.meeting import Meeting, turn_of
from covision.engine.refusals import Refused
from covision.engine.scene import Scene

from .board import board
from .carried import carried, worth_carrying
from .composer import composer, drafts, written_over
from .head import clock, head, top
from .help import help
from .lookback import lookback
from .part import asked_by_the_leader, part, said_here
from .path import path
from .people import asks, people, proposed
from .steering import steering
from .viewer import Viewer, seen_places

T = TypeVar("T")


def project(meeting: Meeting, viewer: Viewer) -> Scene:
    """:raises Refused: the viewer has no place in the meeting, or none any more."""
    match meeting.standing(viewer.seat):
        case "asking":
            seen = replace(top(meeting, viewer), standing="asking", macro="initial", case=0, round=0)
            return Scene(viewer.seat, seen)
        case "turned-away":
            raise Refused("The group has not let you in this time.", "forbidden")
        case "removed":
            raise Refused("The group has asked you to leave this meeting.", "forbidden")
        case "left" | None:
            raise Refused("You are not in this meeting any more.", "forbidden")
        case "in":
            pass
    if viewer.looks_back() and (viewer.look == meeting.place() or viewer.look not in seen_places(meeting)):
        viewer = replace(viewer, look=None)
    viewer.common.focus(meeting.visits)
    viewer.memory.focus(_lens(meeting, viewer))
    return _scene(meeting, viewer)


def _scene(meeting: Meeting, viewer: Viewer) -> Scene:
    """Each region says what it is made from beside the lens; while that is the same, the region is."""
    going = (meeting.clock, meeting.plan, meeting.visits)
    judges = meeting.covision_leads() or viewer.seat == meeting.holder or meeting.step().firm == "hard"
    steered_by = meeting.cards if judges else ()

    def same(name: str, made_from: object, make: Callable[[], T]) -> T:
        return viewer.memory.recall(name, made_from, lambda: viewer.common.shared(name, make()))

    return Scene(
        me=viewer.seat,
        top=same("top", meeting.visits, lambda: top(meeting, viewer)),
        clock=same("clock", going, lambda: clock(meeting, viewer)),
        path=same("path", going, lambda: path(meeting, viewer)),
        head=same("head", meeting.visits, lambda: head(meeting, viewer)),
        carried=same("carried", worth_carrying(meeting, viewer), lambda: carried(meeting, viewer)),
        part=same(
            "part",
            (
                viewer.ready,
                viewer.away if meeting.step().only_ways else (),
                viewer.guidance,
                viewer.feel_ready,
                viewer.history,
                viewer.wishes,
                said_here(meeting),
                asked_by_the_leader(meeting, viewer),
            ),
            lambda: part(meeting, viewer),
        ),
        asks=same(
            "asks",
            (viewer.away, meeting.instead_of, proposed(meeting), meeting.help_voices),
            lambda: asks(meeting, viewer),
        ),
        lookback=lookback(meeting, viewer) if viewer.steps else None,
        board=viewer.memory.recall(
            "board",
            (
                meeting.cards,
                viewer.feel_ready,
                viewer.kept,
                viewer.history,
                viewer.wishes,
                viewer.prepared,
                viewer.ways,
            ),
            lambda: board(meeting, viewer),
        ),
        composer=same(
            "composer",
            (written_over(meeting, viewer), viewer.cases, viewer.intended_case, drafts(meeting, viewer)),
            lambda: composer(meeting, viewer),
        ),
        people=None
        if meeting.alone
        else same("people", (viewer.present, meeting.log), lambda: people(meeting, viewer)),
        help=same("help", viewer.own_hints, lambda: help(meeting, viewer)),
        steering=same(
            "steering",
            (steered_by, meeting.last_move, going, viewer.present, viewer.away, viewer.ready),
            lambda: steering(meeting, viewer),
        ),
    )


def _lens(meeting: Meeting, viewer: Viewer) -> object:
    """All that the view of a single card is made from, but for the card itself: while it is the same, so is
    the view. A point on a card that was withdrawn comes back to who gave it, so withdrawals count."""
    return (
        viewer.seat,
        viewer.look,
        meeting.visits,
        meeting.closed,
        meeting.spoken,
        meeting.rehearsal,
        meeting.planned_rounds,
        meeting.holder,
        meeting.help,
        meeting.help_voices,
        meeting.seats,
        meeting.rounds,
        meeting.marks,
        meeting.revealed_cards,
        meeting.revealed_marks,
        meeting.revealed_laps,
        meeting.wishes,
        meeting.turns_over,
        meeting.groupings,
        meeting.agreed,
        viewer.common.recall("gone", meeting.cards, lambda: sum(card.withdrawn for card in meeting.cards)),
        _whose_turn(meeting, viewer),
    )


def _whose_turn(meeting: Meeting, viewer: Viewer) -> int:
    made_from = (said_here(meeting), meeting.turns_over, meeting.seats, meeting.rounds)
    return viewer.common.recall("turn", made_from, lambda: turn_of(meeting))
