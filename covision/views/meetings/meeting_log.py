"""The meeting so far in words: everything that was announced can be found again (trust.md 5.1)."""

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from covision.engine.meeting import Meeting, Visit
from covision.engine.scene import Scene
from covision.rendering import Reader


def chapters(meeting: Meeting, scene: Scene, reader: Reader) -> list[dict[str, object]]:
    chapters = [_stay(meeting, visit, reader) for visit in meeting.visits]
    log = scene.people.log if scene.people else ()
    if log:
        entries = [{"time": "", "text": _entry(entry, reader)} for entry in log]
        chapters.append({"title": _("Along the way"), "field": "none", "time": "", "entries": entries})
    return chapters


def _stay(meeting: Meeting, visit: Visit, reader: Reader) -> dict[str, object]:
    process = meeting.process_at(visit.round, visit.step)
    entries = []
    if visit.ended:
        minutes = max(1, round(visit.seconds / 60))
        entries.append({"time": "", "text": _("It took %(minutes)s min.") % {"minutes": minutes}})
    if visit.ready:
        entries.append({"time": "", "text": _ready(visit.ready)})
    return {
        "title": reader.word(process.id, "steps", visit.step, "title"),
        "field": process.step(visit.step).field,
        "time": time_format(timezone.localtime(visit.began), "H:i"),
        "entries": entries,
    }


def _ready(count: int) -> str:
    return ngettext("%(count)s was ready when it ended.", "%(count)s were ready when it ended.", count) % {
        "count": count
    }


def _entry(entry: tuple[str, int, tuple[str, ...]], reader: Reader) -> str:
    what, seat, _details = entry
    name = {"name": reader.name(seat)}
    sentences = {
        "anyway": _("%(name)s led on although something was missing."),
        "handed": _("%(name)s was handed the steering bar."),
        "spoke": _("%(name)s said something although the part was to hold back."),
        "taken": _("%(name)s took the steering bar over."),
        "undone": _("%(name)s took back a step of Covision."),
        "help-hold": _("%(name)s chose that Covision leads through the steps."),
        "help-whisper": _("%(name)s chose that Covision gives quiet hints."),
        "help-off": _("%(name)s chose that Covision gives no hints."),
    }
    return sentences.get(what, _("%(name)s took the steering bar back.")) % name
