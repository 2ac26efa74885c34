"""What was won stays in sight."""

from dataclasses import replace

from covision.engine.meeting import Card, Meeting
from covision.engine.process import Field, Mark
from covision.engine.scene import CardList, Carried

from .cards import card_list
from .clusters import headed_list
from .viewer import Viewer, looked_at


def carried(meeting: Meeting, viewer: Viewer) -> Carried | None:
    carried_lists = (
        (kind, _headed(meeting, viewer, kind, cards)) for kind, cards in worth_carrying(meeting, viewer)
    )
    lists = tuple(
        replace(cards, field=_won_in(meeting, viewer, kind)) for kind, cards in carried_lists if cards.cards
    )
    return Carried(lists) if lists else None


def _headed(meeting: Meeting, viewer: Viewer, kind: str, cards: tuple[Card, ...]) -> CardList:
    this_round = meeting.round(_round_of(meeting, looked_at(meeting, viewer)[0]))
    if this_round is None or this_round.process is None:
        return card_list(meeting, viewer, f"carried-{kind}", cards, plain=True)
    headed = headed_list(meeting, viewer, this_round.process, kind, cards)
    return replace(headed, id=f"carried-{kind}")


def worth_carrying(meeting: Meeting, viewer: Viewer) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    round, name = looked_at(meeting, viewer)
    step = meeting.step_at(round, name)
    of = _round_of(meeting, round)
    made_from = (
        meeting.cards,
        meeting.marks,
        meeting.rounds,
        meeting.revealed_cards,
        meeting.revealed_laps,
    )
    return viewer.common.recall(
        ("carried", round, name),
        made_from,
        lambda: tuple((kind, _of_kind(meeting, of, kind)) for kind in step.carried),
    )


def _won_in(meeting: Meeting, viewer: Viewer, kind: str) -> Field:
    this_round = meeting.round(_round_of(meeting, looked_at(meeting, viewer)[0]))
    if kind == "problem" or this_round is None or this_round.process is None:
        return "problem"
    return this_round.process.field_of(kind)


def _round_of(meeting: Meeting, round: int) -> int:
    return round or len([past for past in meeting.rounds if past.began])


def _of_kind(meeting: Meeting, round: int, kind: str) -> tuple[Card, ...]:
    this_round = meeting.round(round)
    if kind == "problem":
        case = meeting.card(this_round.case) if this_round else None
        return (case,) if case else ()
    cards = tuple(card for card in meeting.standing_cards(round, kind) if meeting.shows_card(card))
    marked = meeting.picked(round)
    ranks = {card.id: marked.index(card.id) for card in cards if card.id in marked}
    ranks |= {card.id: marked.index(card.under) for card in cards if card.under in marked}
    picked = tuple(sorted((card for card in cards if card.id in ranks), key=lambda card: ranks[card.id]))
    ranked = any(kind in rule.on for rule in _picking(meeting, round, ordered=True))
    return picked if picked or ranked else cards


def _picking(meeting: Meeting, round: int, ordered: bool) -> tuple[Mark, ...]:
    this_round = meeting.round(round)
    steps = this_round.process.steps if this_round and this_round.process else ()
    return tuple(rule for step in steps for rule in step.marks if rule.picks and rule.ordered == ordered)
