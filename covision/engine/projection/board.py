"""The board: what lies on the table in the step the viewer looks at."""

from covision.engine.deciding.cards import visible
from covision.engine.deciding.marks import dots_left
from covision.engine.deciding.missing import least_people
from covision.engine.deciding.people import owners, sheet_is_shared
from covision.engine.deciding.roles import fair_seat, may_take, open_roles
from covision.engine.meeting import NOBODY, Card, Meeting, Place, Round
from covision.engine.process import Kind, Process, Role
from covision.engine.scene.board import Board, CaseView, CastView, PreparedPart, SheetLink
from covision.engine.scene.cards import CardList, CardView
from covision.engine.scene.part import RoleCandidate, RoleView
from covision.engine.turns import PastRole, Reason, reason_for

from .cards import card_list, card_view, conversation
from .clusters import clustered
from .viewer import Viewer, looked_at


def board(meeting: Meeting, viewer: Viewer) -> Board:
    round, name = looked_at(meeting, viewer)
    step = meeting.step_at(round, name)
    return Board(
        lists=_lists(meeting, viewer),
        case=_case(meeting, viewer) if step.act == "choose" else None,
        cast=_cast(meeting, viewer) if step.act == "cast" and not viewer.looks_back() else None,
        agree=step.act == "agree",
        agreed=any(seat.agreed for seat in meeting.seats if seat.number == viewer.seat),
        sheets=_sheets(meeting, viewer) if step.macro == "final" else (),
        left=_left(meeting, viewer) if step.macro == "final" else (),
        prepared=_prepared(meeting, viewer) if step.macro == "initial" and not step.each_round else (),
    )


def _prepared(meeting: Meeting, viewer: Viewer) -> tuple[PreparedPart, ...]:
    parts = (
        PreparedPart(
            process,
            role,
            tuple(seat for seat, wished in sorted(viewer.wishes) if wished == role and meeting.is_in(seat)),
        )
        for process, role in viewer.prepared
    )
    return tuple(part for part in parts if part.seats)


def _lists(meeting: Meeting, viewer: Viewer) -> tuple[CardList, ...]:
    round, name = looked_at(meeting, viewer)
    process = meeting.process_at(round, name)
    lists = (_list(meeting, viewer, process, kind) for kind in _kinds_here(meeting, viewer, process, name))
    return tuple(cards for cards in lists if cards is not None)


def _list(meeting: Meeting, viewer: Viewer, process: Process, kind: Kind) -> CardList | None:
    round, name = looked_at(meeting, viewer)
    on = viewer.common.recall(
        ("on", round, name, kind.id),
        (meeting.cards, meeting.rounds),
        lambda: _cards_of(meeting, kind, round, name),
    )
    return viewer.memory.recall(("list", kind.id), on, lambda: _list_of(meeting, viewer, process, kind, on))


def _list_of(
    meeting: Meeting, viewer: Viewer, process: Process, kind: Kind, on: tuple[Card, ...]
) -> CardList | None:
    round, name = looked_at(meeting, viewer)
    cards = conversation(meeting, viewer, on) if kind.spoken else card_list(meeting, viewer, "", on).cards
    if kind.gathers or (
        not cards and (kind.seen != "all" or kind.shape != "card" or kind.replies or kind.back)
    ):
        return None
    silent = process.step(name).silent and kind.id in process.step(name).outputs
    hidden = silent and _lies_hidden(meeting, (round, name))
    cards_of_kind = CardList(f"{round}-{name}-{kind.id}", process.id, kind.id, cards, hidden, kind.spoken)
    return clustered(meeting, viewer, cards_of_kind, on, process.heading_of(kind.id))


def _lies_hidden(meeting: Meeting, place: Place) -> bool:
    lap = next((visit.lap for visit in reversed(meeting.visits) if (visit.round, visit.step) == place), 0)
    return not meeting.has_revealed(place, lap)


def _kinds_here(meeting: Meeting, viewer: Viewer, process: Process, name: str) -> tuple[Kind, ...]:
    made_from = meeting.cards if meeting.spoken else ()
    return viewer.memory.recall("kinds", made_from, lambda: _kinds_on(meeting, viewer, process, name))


def _kinds_on(meeting: Meeting, viewer: Viewer, process: Process, name: str) -> tuple[Kind, ...]:
    step = process.step(name)
    ids = dict.fromkeys(kind for may in step.may for kind in may.kinds)
    ids.update(dict.fromkeys(kind for mark in step.marks for kind in mark.on))
    ids.update(dict.fromkeys(kind.gathers for kind in process.kinds if kind.gathers and kind.id in ids))
    ids.update(dict.fromkeys(kind.id for kind in process.kinds if kind.becomes))
    kinds = [kind for kind in process.kinds if kind.id in ids]
    if step.macro == "final":
        kinds += _late_kinds(meeting)
    spoken = [kind for kind in kinds if kind.spoken]
    talks = not meeting.spoken or any(_has_cards(meeting, viewer, kind) for kind in spoken)
    return (*(spoken[:1] if talks else ()), *(kind for kind in kinds if not kind.spoken))


def _late_kinds(meeting: Meeting) -> list[Kind]:
    late = {
        kind.id: kind
        for round in meeting.rounds
        if round.process
        for kind in round.process.kinds
        if kind.seen == "final"
    }
    return list(late.values())


def _has_cards(meeting: Meeting, viewer: Viewer, kind: Kind) -> bool:
    return any(card.kind == kind.id and visible(meeting, card, viewer.seat) for card in meeting.cards)


def _cards_of(meeting: Meeting, kind: Kind, round: int, name: str) -> tuple[Card, ...]:
    """A conversation and private states by step, problems still open, the rest by round."""
    standing = [card for card in meeting.cards if not card.withdrawn and not card.replaced]
    if kind.spoken:
        in_step = tuple(card for card in standing if (card.round, card.step) == (round, name))
        kinds = {id for may in meeting.step_at(round, name).may for id in may.kinds}
        return tuple(card for card in in_step if card.kind in kinds and meeting.kind_of(card).spoken)
    if kind.id == "problem":
        return tuple(card for card in meeting.problems() if not card.replaced)
    if kind.seen == "final" and not round:
        return tuple(card for card in standing if card.kind == kind.id)
    heading = meeting.process_at(round, name).heading_of(kind.id)
    same_kinds = {kind.id, heading.id} if heading else {kind.id}
    same = tuple(card for card in standing if card.kind in same_kinds and card.round == round)
    if kind.seen != "all" and not kind.becomes:
        return tuple(card for card in same if card.step == name)
    return same


def _case(meeting: Meeting, viewer: Viewer) -> CaseView | None:
    round, name = looked_at(meeting, viewer)
    current = meeting.round(round)
    if current is None:
        return None
    proposed, accepted = meeting.card(current.proposed), meeting.card(current.case)
    rule = next((mark for mark in meeting.step_at(round, name).marks if mark.dots), None)
    return CaseView(
        proposed=card_view(meeting, viewer, proposed, plain=True) if proposed else None,
        asked_me=bool(proposed and proposed.seat == viewer.seat),
        accepted=card_view(meeting, viewer, accepted, plain=True) if accepted else None,
        votes_left=dots_left(meeting, rule, viewer.seat) if rule and not viewer.looks_back() else 0,
        revealed=(round, name) in meeting.revealed_marks,
        nothing_left=not meeting.open_cases(),
    )


def _cast(meeting: Meeting, viewer: Viewer) -> CastView | None:
    current = meeting.round_now()
    if current is None:
        return None
    case = meeting.card(current.case)
    may_pick = viewer.seat == meeting.holder or bool(case and case.seat == viewer.seat)
    process, tags = current.process, case.tags if case else ()
    return CastView(
        process=process.id if process else "",
        proposed=next((tag.split(":")[1] for tag in tags if tag.startswith("whose:")), ""),
        case=card_view(meeting, viewer, case, plain=True) if case else None,
        may_pick=may_pick and not meeting.closed,
        ways=viewer.ways,
        roles=tuple(role_view(meeting, viewer, current, role) for role in process.roles) if process else (),
        least=least_people(meeting, process) if process else 0,
        people=len(meeting.taking_part(current.number)),
    )


def role_view(meeting: Meeting, viewer: Viewer, current: Round, role: Role) -> RoleView:
    assert current.process is not None
    seats = tuple(seat for name, seat in current.parts if name == role.id and meeting.is_in(seat))
    if not seats and role.steers and meeting.covision_leads():
        seats = (NOBODY,)
    taken = role in open_roles(current.process)
    if role.rest:
        occupied = {seat for name, seat in current.parts if role.id not in current.process.beside(name)}
        seats = tuple(seat.number for seat in meeting.people() if seat.number not in occupied)
    return RoleView(
        process=current.process.id,
        role=role.id,
        least=role.least,
        most=role.most,
        rest=role.rest,
        seats=seats,
        candidates=_candidates(meeting, viewer, current, role) if taken and not seats else (),
        may_take=taken and may_take(meeting, role, viewer.seat),
        may_give_back=taken and viewer.seat in seats,
        wished=(viewer.seat, role.id) in viewer.wishes,
    )


def _candidates(meeting: Meeting, viewer: Viewer, current: Round, role: Role) -> tuple[RoleCandidate, ...]:
    wishing = frozenset(seat for seat, wished in viewer.wishes if wished == role.id)
    cast = role.least or role.cast != "fewest"
    fair = fair_seat(meeting, role, viewer.history, wishing) if cast else 0
    before = () if any(round.began for round in meeting.rounds) else viewer.history
    return tuple(
        RoleCandidate(
            seat=seat.number,
            fair=seat.number == fair,
            asked=(role.id, seat.number) in current.asked,
            declined=(role.id, seat.number) in current.declined,
            feels_ready=(seat.number, role.id) in viewer.feel_ready,
            reason=_reason(role, fair, before) if seat.number == fair and fair not in wishing else "",
            wishes=(seat.number, role.id) in viewer.wishes,
            may_ask=seat.number != viewer.seat
            and (role.id, seat.number) not in current.asked
            and may_take(meeting, role, seat.number),
        )
        for seat in meeting.people()
        if may_take(meeting, role, seat.number) or (role.id, seat.number) in current.declined
    )


def _reason(role: Role, fair: int, before: tuple[PastRole, ...]) -> Reason:
    match role.cast:
        case "chance":
            return "lot"
        case "second":
            return "second"
        case "fewest" | "rota":
            return reason_for(role.id, fair, before)


def _sheets(meeting: Meeting, viewer: Viewer) -> tuple[SheetLink, ...]:
    links = (_sheet_link(meeting, viewer, round) for round in meeting.rounds)
    return tuple(link for link in links if link.owners and (link.owner or link.shared))


def _sheet_link(meeting: Meeting, viewer: Viewer, round: Round) -> SheetLink:
    sheet_owners = owners(meeting, round.number)
    return SheetLink(
        round=round.number,
        owner=viewer.seat in sheet_owners,
        shared=sheet_is_shared(meeting, round.number),
        has_agreed=viewer.seat in round.shared_by,
        voices=sum(seat in sheet_owners for seat in round.shared_by),
        owners=len(sheet_owners),
        client=meeting.client(round.number),
    )


def _left(meeting: Meeting, viewer: Viewer) -> tuple[CardView, ...]:
    """The viewer's own problems that no round took up, as long as they are not kept: nobody else is shown
    them here."""
    if viewer.kept is None:
        return ()
    return tuple(
        card_view(meeting, viewer, card, plain=True)
        for card in meeting.problems()
        if card.seat == viewer.seat and card.id not in viewer.kept
    )
