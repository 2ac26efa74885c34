"""A letter is written from a template of plain text; its HTML is made of the same paragraphs, so that both say the same."""

import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, localtime

from django.conf import settings
from django.template import engines
from django.utils.translation import override
from jinja2 import Template
from markupsafe import Markup, escape

from .boxes import Letter
from .faults import DeliveryFault, fault_of
from .smtp import connect


class NotSent(Exception):
    """The mail server did not take the letter."""

    def __init__(self, fault: DeliveryFault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


def is_set_up() -> bool:
    return bool(settings.COVISION_SMTP_URL)


def send(letter: Letter, ref: str) -> None:
    """Hand a letter to the mail server, at once. The same `ref` is the same letter to every mailbox.

    :raises NotSent: there is no mail server, or it did not take the letter.
    """
    if not is_set_up():
        raise NotSent(DeliveryFault("There is no mail server: COVISION_SMTP_URL is not set."))
    written = write(letter, ref)
    try:
        with connect(settings.COVISION_SMTP_URL) as server:
            server.send_message(written, settings.COVISION_MAIL_FROM, [letter.to])
    except (OSError, smtplib.SMTPException) as why:
        raise NotSent(fault_of(why)) from why


def write(letter: Letter, ref: str) -> EmailMessage:
    """The first line of the template is the subject."""
    words = dict(letter.words)
    with override(letter.language):
        subject, _, text = _template(f"mail/{letter.what}.txt").render(words).strip().partition("\n")
        paragraphs = [part.strip() for part in text.strip().split("\n\n") if part.strip()]
        marked_up = [_marked_up(part) for part in paragraphs]
        context = {"language": letter.language, "subject": subject, "paragraphs": marked_up}
        html = engines["jinja2"].get_template("mail/letter.html").render(context)
    message = EmailMessage()
    message["From"] = formataddr(("Covision", settings.COVISION_MAIL_FROM))
    message["To"], message["Subject"] = letter.to, subject
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = f"<{ref}@{settings.COVISION_MAIL_FROM.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(paragraphs) + "\n")
    message.add_alternative(html, subtype="html")
    message["Content-Language"] = letter.language
    return message


def _template(name: str) -> Template:
    plain = engines["jinja2"].env.overlay(autoescape=False)  # type: ignore[attr-defined]
    template: Template = plain.get_template(name)
    return template


def _marked_up(paragraph: str) -> Markup:
    """A paragraph that is an address becomes a link to it; nothing else is added."""
    if paragraph.startswith(("https://", "http://")) and not paragraph.split()[1:]:
        return Markup('<a href="{0}">{0}</a>').format(paragraph)
    return Markup("<br>\n").join(escape(line) for line in paragraph.splitlines())
