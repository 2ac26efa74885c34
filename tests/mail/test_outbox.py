"""Letters wait where the action that causes them is kept: they leave once, late rather than never, and never too late."""

import logging
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from time import perf_counter

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from covision import mail
from covision.actions.accounts import signing_in
from covision.actions.statistics import figures
from covision.models.outbox import WaitingLetter
from tests.conftest import NOW
from tests.scenes.postbox import Postbox, code_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
ADA = "ada@example.org"
LETTER = mail.Letter("moved", ADA, "en", (("link", "http://127.0.0.1/"),))
LATER = timedelta(seconds=11)
SERVER = """
import django, os, signal, sys
from datetime import datetime
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.db import transaction
from covision import mail
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    mail.post([mail.Letter("moved", sys.argv[2], "en", (("link", ""),))], now=datetime.fromisoformat(sys.argv[3]))
"""


def post(*letters: mail.Letter) -> None:
    with transaction.atomic():
        mail.post(letters or (LETTER,), now=NOW)
    mail.finish()


def carry_in_another_process(_: int) -> None:
    try:
        mail.carry(NOW)
    finally:
        connections.close_all()


def test_a_letter_outlives_the_server_that_wrote_it_and_comes_once(postbox: Postbox) -> None:
    variables = {"COVISION_SMTP_URL": postbox.url, "COVISION_MAIL_FROM": "covision@example.org"}
    name = str(connection.settings_dict["NAME"])
    died = subprocess.run(
        [sys.executable, "-c", SERVER, name, ADA, NOW.isoformat()],
        env={**os.environ, **variables, "DJANGO_SETTINGS_MODULE": "covision.settings"},
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert (WaitingLetter.objects.count(), postbox.letters) == (1, [])
    with ThreadPoolExecutor(4) as servers:
        list(servers.map(carry_in_another_process, range(4)))
    assert [letter["To"] for letter in postbox.letters] == [ADA]
    assert not WaitingLetter.objects.exists()


def test_what_is_not_kept_is_not_written_about(postbox: Postbox) -> None:
    with transaction.atomic():
        mail.post((LETTER,), now=NOW)
        transaction.set_rollback(True)
    mail.carry(NOW)
    assert postbox.letters == [] and not WaitingLetter.objects.exists()


def test_a_letter_that_is_not_taken_comes_later(postbox: Postbox) -> None:
    postbox.answers = ["451 not now", "451 not now"]
    post()
    for seconds in (9, 11, 40):
        mail.carry(NOW + timedelta(seconds=seconds))
    assert postbox.letters == []
    mail.carry(NOW + timedelta(seconds=42))
    assert len(postbox.letters) == 1 and not WaitingLetter.objects.exists()


def test_a_mailbox_that_is_not_there_ends_it_and_the_log_does_not_say_whose(
    postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.answers = [f"550 no {ADA} here"]
    post()
    assert not WaitingLetter.objects.exists()
    assert "takes no letters to this address (550)" in caplog.text and "ada" not in caplog.text


def test_a_server_that_never_answers_is_asked_less_and_less_and_then_no_more(
    settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    settings.COVISION_SMTP_URL, settings.COVISION_MAIL_FROM = "smtp://127.0.0.1:1", "c@example.org"  # type: ignore[attr-defined]
    post()
    tried = []
    while row := WaitingLetter.objects.first():
        tried.append(row.due)
        mail.carry(row.due)
    pauses = [after - before for before, after in pairwise(tried)]
    assert pauses == sorted(pauses) and len(tried) < 10
    assert tried[-1] < NOW + timedelta(days=2)
    assert "a letter is given up" in caplog.text and "ada" not in caplog.text


def test_while_the_server_takes_nothing_only_one_letter_is_tried_at_a_time(
    settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    settings.COVISION_SMTP_URL, settings.COVISION_MAIL_FROM = "smtp://127.0.0.1:1", "c@example.org"  # type: ignore[attr-defined]
    caplog.set_level(logging.WARNING)
    post(LETTER, LETTER, LETTER)
    assert sum(WaitingLetter.objects.values_list("tries", flat=True)) == 1


def test_a_code_that_has_run_out_is_not_sent(postbox: Postbox) -> None:
    postbox.answers = ["451 not now"] * 9
    ask(NOW)
    mail.finish()
    mail.carry(NOW + LATER)
    mail.carry(NOW + signing_in.CODE_LASTS)
    assert (postbox.letters, WaitingLetter.objects.count()) == ([], 0)


def test_who_waits_for_a_code_is_told_that_it_is_held_up(postbox: Postbox) -> None:
    postbox.answers = ["451 not now"]
    asked = ask(NOW)
    mail.finish()
    assert mail.is_held_up(asked.letter)
    mail.carry(NOW + LATER)
    assert code_in(postbox.letters[0]) and not mail.is_held_up(asked.letter)


def test_the_table_tells_neither_whom_nor_what(postbox: Postbox, settings: object) -> None:
    postbox.answers = ["451 not now"] * 2
    post()
    ask(NOW)
    mail.finish()
    boxes = [bytes(row.box) for row in WaitingLetter.objects.all()]
    assert len(boxes) == 2 and len({len(box) for box in boxes}) == 1
    assert not any(word in box for box in boxes for word in (b"ada", b"example", b"code", b"moved"))
    settings.SECRET_KEY = "another server’s"  # type: ignore[attr-defined]
    mail.carry(NOW + LATER)
    assert (postbox.letters, WaitingLetter.objects.count()) == ([], 0)


def test_a_code_goes_at_once_and_waits_for_no_clock(postbox: Postbox) -> None:
    waited = []
    for number in range(5):
        began = perf_counter()
        ask(timezone.now(), f"ada{number}@example.org")
        postbox.letter_to(f"ada{number}@example.org")
        waited.append(perf_counter() - began)
    assert min(waited) < 1, waited  # a tenth of a second on a quiet machine; the clock comes by every five


def test_the_operator_sees_how_many_wait_and_since_when(postbox: Postbox) -> None:
    postbox.answers = ["451 not now"]
    post()
    counted = {figure.name: figure.count for figure in figures(NOW + timedelta(minutes=2))}
    assert (counted["letters_waiting"], counted["letters_oldest_seconds"]) == (1, 120)


def ask(now: datetime, address: str = ADA) -> signing_in.RequestedCode:
    return signing_in.ask_for_code(address, link="http://127.0.0.1/", language="en", network="here", now=now)
