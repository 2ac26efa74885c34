"""Counts of the server for somebody who watches over it, in Prometheus' text format; nothing about persons, circles or words."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from covision import hub
from covision.actions.room import rooms
from covision.actions.statistics import Figure, figures
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest


@require_safe
def metrics(request: PersonRequest) -> HttpResponseBase:
    if not settings.COVISION_METRICS:
        raise Refused("There is nothing here.", "gone")
    of_process = (
        Figure("rooms_in_memory", "Rooms in the memory of this process", rooms.how_many()),
        Figure("lines_open", "Open lines of this process", hub.counted("lines")),
    )
    lines = [line for figure in (*figures(request.now), *of_process) for line in _lines(figure, "gauge")]
    commands = Figure("commands_total", "Commands this process has taken", hub.counted("commands"))
    lines += _lines(commands, "counter")
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return HttpResponse("\n".join([*lines, ""]), content_type=kind)


def _lines(figure: Figure, kind: str) -> list[str]:
    name = f"covision_{figure.name}"
    return [f"# HELP {name} {figure.what}.", f"# TYPE {name} {kind}", f"{name} {figure.count}"]
