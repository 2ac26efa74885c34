"""The tests' own house: a data directory that vanishes, the real database, and nothing left running behind a test."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime

import django
import pytest

HOME = tempfile.mkdtemp(prefix="covision-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["COVISION_DATA"] = HOME  # before Django reads its settings
os.environ["DJANGO_SETTINGS_MODULE"] = "covision.settings"

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def pytest_configure() -> None:
    django.setup()
    # Workers that inherited this would read the settings, and with them this house, before they have one of their own.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no core is idle at the end while another still tells a story."""
    long = ("browser", "slow")
    items.sort(
        key=lambda item: next(
            (at for at, mark in enumerate(long) if item.get_closest_marker(mark)), len(long)
        )
    )


@pytest.fixture(autouse=True)
def _everything_stops() -> Iterator[None]:
    yield
    from django.utils import translation

    from covision import hub, journal
    from covision.hub import pace, presence

    journal.close()
    hub.close()
    presence._rooms.clear()
    pace._buckets.clear()
    translation.deactivate()  # whoever was answered in German leaves it switched on


@pytest.fixture
def meeting() -> int:
    """A meeting with a key, and nobody in it yet."""
    from covision.models.meetings import Meeting
    from covision.vault import MEETINGS

    meeting_id = Meeting.objects.create(created=NOW).pk
    MEETINGS.keys.create(meeting_id)
    return meeting_id


@pytest.fixture
def postbox(settings):
    """A mail server on loopback, which this process sends its letters to; it closes once all have come."""
    from covision import mail
    from tests.scenes.postbox import open_postbox

    with open_postbox() as postbox:
        settings.COVISION_SMTP_URL, settings.COVISION_MAIL_FROM = postbox.url, "covision@example.org"
        yield postbox
        mail.finish()
