"""Two servers on one PostgreSQL alarm one another and agree on who is here."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection

from covision import hub

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="several servers need PostgreSQL"),
]

PATIENCE = 300  # seconds
OTHER_SERVER = """
import django, sys
from datetime import UTC, datetime
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from covision import hub, journal
from covision.engine.events import MarksRevealed
meeting = int(sys.argv[2])
hub.start()
for line in sys.stdin:
    match line.split():
        case ["append"]:
            entry = journal.Record(meeting, 1, MarksRevealed(), datetime.now(UTC), 1, "c1")
            journal.append([entry]).result()
        case ["came"]:
            hub.came(meeting, 2, datetime.now(UTC))
        case ["ready"]:
            hub.ready(meeting, 2)
        case ["ended"]:
            hub.announce(hub.LOGINS)
hub.close()
journal.close()
"""


def soon(true: Callable[[], object]) -> bool:
    """Whether it comes true at all, however busy the machine is."""
    until = time.monotonic() + PATIENCE
    while not (come := true()) and time.monotonic() < until:
        time.sleep(0.1)
    return bool(come)


def test_an_append_an_arrival_a_readiness_and_an_ended_login_are_noticed_by_the_other_server(meeting):
    heard: list[str] = []
    stop = hub.listen(meeting, lambda: heard.append("grown"))
    hub.start()
    assert soon(lambda: heard)  # everybody is alarmed once the line stands
    heard.clear()
    name = str(connection.settings_dict["NAME"])
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_SERVER, name, str(meeting)],
        stdin=subprocess.PIPE,
        text=True,
        bufsize=1,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "covision.settings"},
    ) as other:
        assert other.stdin is not None
        other.stdin.write("append\n")
        assert soon(lambda: heard)
        stop()
        past = datetime.now(UTC) - hub.AWAY_AFTER
        hub.away(meeting, [2], past)
        assert hub.away(meeting, [2], datetime.now(UTC)) == {2}
        other.stdin.write("came\n")
        assert soon(lambda: not hub.away(meeting, [2], datetime.now(UTC)))
        other.stdin.write("ready\n")
        assert soon(lambda: hub.who_is_ready(meeting) == {2})
        ended: list[str] = []
        stop = hub.listen(hub.LOGINS, lambda: ended.append("a login"))
        other.stdin.write("ended\n")
        assert soon(lambda: ended)
        stop()
        other.stdin.close()
    assert hub.take_ready(meeting) == 1
