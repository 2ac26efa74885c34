"""The look back: what the viewer took on in earlier meetings of this circle, shown to nobody else."""

from covision.engine.meeting import Meeting
from covision.engine.scene.composer import LookBack

from .viewer import Viewer


def lookback(meeting: Meeting, viewer: Viewer) -> LookBack | None:
    if viewer.looks_back():
        return None
    process = meeting.process()
    kinds = [kind for id in meeting.may_write(viewer.seat) if (kind := process.kind(id)) and kind.back]
    return LookBack(process.id, kinds[0].id, kinds[0].limit, viewer.steps) if kinds else None
