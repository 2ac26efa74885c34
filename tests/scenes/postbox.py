"""A mailbox on loopback: letters really come over SMTP, and are read from here."""

import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Condition
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from covision import mail

PATIENCE = 300.0  # seconds

logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells of every line that is spoken


class Postbox:
    """Holds what has arrived; `url` is its address as COVISION_SMTP_URL wants it. With `answers` it says something else
    than yes, once each, when it hears for whom a letter is."""

    def __init__(self) -> None:
        self._letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answers: list[str] = []
        self.url = ""
        self._came = Condition()

    def take(self, envelope: Envelope) -> None:
        letter = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        with self._came:
            self._letters.append(letter)
            self.recipients.append(envelope.rcpt_tos)
            self._came.notify_all()

    @property
    def letters(self) -> list[EmailMessage]:
        """What has come, once all that this process had in hand is sent."""
        mail.finish()
        return self._letters

    def letter_to(self, address: str, number: int = 1) -> EmailMessage:
        """Wait for the letter of this number that came for somebody."""
        with self._came:
            assert self._came.wait_for(lambda: len(self._to(address)) >= number, PATIENCE), "no letter came"
            return self._to(address)[number - 1]

    def _to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self._letters if letter["To"] == address]


class Slot:
    """What the mail server calls; it refuses what it is told to."""

    def __init__(self, postbox: Postbox) -> None:
        self.postbox = postbox

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.postbox.answers:
            return self.postbox.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.postbox.take(envelope)
        return "250 taken"


@contextmanager
def open_postbox(**more: Any) -> Iterator[Postbox]:
    """A mail server on a free port; `more` is what it shall do otherwise than usual, as aiosmtpd calls it."""
    postbox = Postbox()
    controller = Controller(Slot(postbox), hostname="127.0.0.1", port=_free_port(), **more)
    controller.start()
    postbox.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield postbox
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def text_of(letter: EmailMessage, kind: str = "plain") -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def code_in(letter: EmailMessage) -> str:
    match = re.search(r"^[A-Z]{4}-[A-Z]{4}$", text_of(letter), re.MULTILINE)
    assert match, text_of(letter)
    return match[0]
