"""Somebody who got an answer finds their contribution again, even if the server died the next moment."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from covision import journal

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

SERVER = """
import django, os, sys
from datetime import UTC, datetime
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from covision import journal
from covision.engine.events import MarksRevealed
for version in range(1, 100_000):
    entry = journal.Record(int(sys.argv[2]), version, MarksRevealed(), datetime.now(UTC), 1, f"c{version}")
    journal.append([entry]).result()
    print(version, flush=True)
"""


def test_every_answered_version_survives_a_killed_server(meeting):
    name = str(connection.settings_dict["NAME"])
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, name, str(meeting)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "covision.settings"},
    )
    assert server.stdout is not None
    answered = [int(server.stdout.readline()) for _ in range(40)]
    server.kill()
    answered += [int(line) for line in server.communicate()[0].split()]
    kept = [entry.version for entry in journal.load(meeting)]
    assert kept[: len(answered)] == answered
    assert len(kept) - len(answered) in {0, 1}
