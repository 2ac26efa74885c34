"""A mailbox on loopback: letters really come over SMTP, and are read from here."""

import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Condition

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

PATIENCE = 10.0

logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells of every line that is spoken


class Postbox:
    """Holds what has arrived; `url` is its address as COVISION_SMTP_URL wants it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.url = ""
        self._came = Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        letter = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        with self._came:
            self.letters.append(letter)
            self.recipients.append(envelope.rcpt_tos)
            self._came.notify_all()
        return "250 taken"

    def letter_to(self, address: str, number: int = 1) -> EmailMessage:
        """This will wait for the letter of this number that came for somebody."""
        with self._came:
            assert self._came.wait_for(lambda: len(self._to(address)) >= number, PATIENCE), "no letter came"
            return self._to(address)[number - 1]

    def _to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=_free_port())
    controller.start()
    postbox.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield postbox
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def text_of(letter: EmailMessage, kind: str = "plain") -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def code_in(letter: EmailMessage) -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", text_of(letter), re.MULTILINE)
    assert found, text_of(letter)
    return found[0]
