"""A letter is written from a template of plain text; its HTML is made of the same paragraphs, so that both say the same."""

import logging
import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, localtime, make_msgid

from django.conf import settings
from django.template import engines
from django.utils.translation import override
from jinja2 import Template
from markupsafe import Markup, escape

from .smtp import connect

log = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server did not take the letter."""


def is_set_up() -> bool:
    """This will say whether the operator has named a mail server."""
    return bool(settings.COVISION_SMTP_URL)


def send(what: str, to: str, language: str, **words: str) -> None:
    """This will hand the letter `mail/<what>.txt` to the mail server.

    :raises NotSent: there is no mail server, or it did not take the letter.
    """
    if not is_set_up():
        raise NotSent
    letter = write(what, to, language, **words)
    try:
        with connect(settings.COVISION_SMTP_URL) as server:
            server.send_message(letter, settings.COVISION_MAIL_FROM, [to])
    except (OSError, smtplib.SMTPException) as why:
        log.error("mail: a letter was not taken (%s)", type(why).__name__)
        raise NotSent from why


def write(what: str, to: str, language: str, **words: str) -> EmailMessage:
    """This will write a letter: the template's first line is its subject."""
    with override(language):
        subject, _, text = _template(f"mail/{what}.txt").render(words).strip().partition("\n")
        paragraphs = [part.strip() for part in text.strip().split("\n\n") if part.strip()]
        html = (
            engines["jinja2"]
            .get_template("mail/letter.html")
            .render(
                {
                    "language": language,
                    "subject": subject,
                    "paragraphs": [_marked_up(part) for part in paragraphs],
                }
            )
        )
    letter = EmailMessage()
    letter["From"] = formataddr(("Covision", settings.COVISION_MAIL_FROM))
    letter["To"], letter["Subject"] = to, subject
    letter["Date"] = format_datetime(localtime())
    letter["Message-ID"] = make_msgid(domain=settings.COVISION_MAIL_FROM.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content("\n\n".join(paragraphs) + "\n")
    letter.add_alternative(html, subtype="html")
    letter["Content-Language"] = language
    return letter


def _template(name: str) -> Template:
    """Plain text is not escaped; the HTML is, when it is made of it."""
    plain = engines["jinja2"].env.overlay(autoescape=False)  # type: ignore[attr-defined]
    found: Template = plain.get_template(name)
    return found


def _marked_up(paragraph: str) -> Markup:
    """A paragraph that is an address becomes a link to it; nothing else is added."""
    if paragraph.startswith(("https://", "http://")) and not paragraph.split()[1:]:
        return Markup('<a href="{0}">{0}</a>').format(paragraph)
    return Markup("<br>\n").join(escape(line) for line in paragraph.splitlines())
