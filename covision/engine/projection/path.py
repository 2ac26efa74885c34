"""The path: every step of the meeting, how long it took or may take, and where the viewer contributes."""

from covision.engine.meeting import Meeting, Place
from covision.engine.path import places
from covision.engine.process import Macro
from covision.engine.scene.head import PathGroup, PathItem, PathView, Where

from .viewer import Viewer, looked_at, seen_places


def path(meeting: Meeting, viewer: Viewer) -> PathView:
    groups: list[PathGroup] = []
    rounds = max(meeting.planned_rounds, len(meeting.rounds))
    for place in places(meeting):
        macro, round = _group_of(meeting, place)
        item = _item(meeting, viewer, place)
        last = groups[-1] if groups else None
        if last and (last.macro, last.round) == (macro, round):
            groups[-1] = PathGroup(macro, round, rounds, (*last.items, item))
        else:
            groups.append(PathGroup(macro, round, rounds, (item,)))
    return PathView(meeting.step_at(*looked_at(meeting, viewer)).field, tuple(groups))


def _group_of(meeting: Meeting, place: Place) -> tuple[Macro, int]:
    """Choosing and casting stand in the initial phase for the first round, with their round for every later
    one."""
    round, name = place
    macro = meeting.step_at(round, name).macro
    if macro == "final":
        return ("final", 0)
    return ("initial", 0) if macro == "initial" and round <= 1 else ("main", round)


def _item(meeting: Meeting, viewer: Viewer, place: Place) -> PathItem:
    round, name = place
    process = meeting.process_at(round, name)
    step = process.step(name)
    seen = place in seen_places(meeting)
    is_current = place == meeting.place()
    where: Where = "now" if is_current and not meeting.closed else "done" if seen else "ahead"
    roles = meeting.roles(viewer.seat, round, name)
    public = {kind.id for kind in process.kinds if kind.seen == "all" and not kind.back}
    visits = [visit for visit in meeting.visits if (visit.round, visit.step) == place and visit.ended]
    return PathItem(
        round=round,
        process=process.id,
        step=name,
        micro=step.micro,
        field=step.field,
        where=where,
        looked_at=viewer.looks_back() and looked_at(meeting, viewer) == place,
        seconds=meeting.took(round, name),
        planned=meeting.clock.length if is_current else meeting.planned(round, name),
        contributes=any(may.role in roles and public & set(may.kinds) for may in step.may),
        ready=visits[-1].ready if visits else 0,
    )
