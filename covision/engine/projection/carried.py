"""What was won stays in sight."""

from dataclasses import replace

from covision.engine.meeting import Card, Meeting
from covision.engine.process import Field
from covision.engine.scene.cards import CardList, Carried

from .cards import card_list
from .clusters import headed_list
from .picked import is_ranked, picked_cards
from .viewer import Viewer, looked_at


def carried(meeting: Meeting, viewer: Viewer) -> Carried | None:
    lists = (
        replace(_headed(meeting, viewer, kind, cards), field=_won_in(meeting, viewer, kind))
        for kind, cards in worth_carrying(meeting, viewer)
    )
    filled = tuple(cards for cards in lists if cards.cards)
    return Carried(filled) if filled else None


def _headed(meeting: Meeting, viewer: Viewer, kind: str, cards: tuple[Card, ...]) -> CardList:
    process = meeting.process_of(_round_carried(meeting, viewer))
    if process is None:
        return card_list(meeting, viewer, f"carried-{kind}", cards, plain=True)
    return replace(headed_list(meeting, viewer, process, kind, cards), id=f"carried-{kind}")


def worth_carrying(meeting: Meeting, viewer: Viewer) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    round, name = looked_at(meeting, viewer)
    step = meeting.step_at(round, name)
    of = _round_carried(meeting, viewer)
    revealed = (meeting.revealed_cards, meeting.revealed_laps)
    return viewer.common.recall(
        ("carried", round, name),
        (meeting.cards, meeting.marks, meeting.rounds, revealed),
        lambda: tuple((kind, _of_kind(meeting, of, kind)) for kind in step.carried),
    )


def _won_in(meeting: Meeting, viewer: Viewer, kind: str) -> Field:
    process = meeting.process_of(_round_carried(meeting, viewer))
    return "problem" if kind == "problem" or process is None else process.field_of(kind)


def _round_carried(meeting: Meeting, viewer: Viewer) -> int:
    """The one looked at; in the final phase the last."""
    return looked_at(meeting, viewer)[0] or sum(round.began for round in meeting.rounds)


def _of_kind(meeting: Meeting, round: int, kind: str) -> tuple[Card, ...]:
    if kind == "problem":
        this_round = meeting.round(round)
        case = meeting.card(this_round.case) if this_round else None
        return (case,) if case else ()
    cards = tuple(card for card in meeting.standing_cards(round, kind) if meeting.shows_card(card))
    picked, process = picked_cards(meeting, round, cards), meeting.process_of(round)
    return picked if picked or (process and is_ranked(process, kind)) else cards
