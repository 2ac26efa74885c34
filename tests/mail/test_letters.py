"""A letter says one thing to one person, in plain words and in their language."""

import re

import pytest
from django.utils.html import strip_tags

from covision import mail
from tests.postbox import Postbox, text_of

WORDS = {"code": "BCDF-GHJK", "link": "http://127.0.0.1/sign-in/code/"}


def words_of(text: str) -> list[str]:
    return re.sub(r"\s+", " ", text).strip().split(" ")


def test_ben_reads_his_letter_in_german_and_sees_the_same_in_both_halves(postbox: Postbox):
    mail.send("code", "ben@example.org", "de", **WORDS)
    letter = postbox.letter_to("ben@example.org")
    assert (letter["Subject"], letter["Content-Language"]) == ("Ihr Code für Covision", "de")
    plain, html = text_of(letter), text_of(letter, "html")
    body = html.partition("<body>")[2]
    assert words_of(strip_tags(body)) == words_of(plain)
    assert "mit diesem Code kommen Sie hinein" in plain


def test_a_letter_goes_to_one_person_and_says_that_a_machine_wrote_it(postbox: Postbox):
    mail.send("code", "ada@example.org", "en", **WORDS)
    letter = postbox.letter_to("ada@example.org")
    assert postbox.recipients == [["ada@example.org"]]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert (letter["Cc"], letter["Bcc"], letter["List-Unsubscribe"]) == (None, None, None)


def test_opening_a_letter_fetches_nothing(postbox: Postbox):
    mail.send("code", "ada@example.org", "en", **WORDS)
    html = text_of(postbox.letter_to("ada@example.org"), "html")
    assert re.findall(r"<(?:img|link|script|style|iframe)\b|\bsrc=|url\(", html) == []
    assert re.findall(r'href="([^"]+)"', html) == [WORDS["link"]]


def test_a_name_in_a_letter_is_text_in_its_html_too(postbox: Postbox):
    mail.send("code", "ada@example.org", "en", code="<b>&amp", link=WORDS["link"])
    letter = postbox.letter_to("ada@example.org")
    assert "<b>&amp\n" in text_of(letter)
    assert "&lt;b&gt;&amp;amp" in text_of(letter, "html")


def test_without_a_mail_server_nothing_pretends_to_be_sent(settings):
    settings.COVISION_SMTP_URL = ""
    assert mail.is_set_up() is False
    with pytest.raises(mail.NotSent):
        mail.send("code", "ada@example.org", "en", **WORDS)


def test_a_mail_server_that_does_not_answer_is_said_so(settings, caplog):
    settings.COVISION_SMTP_URL, settings.COVISION_MAIL_FROM = "smtp://127.0.0.1:1", "covision@example.org"
    with pytest.raises(mail.NotSent):
        mail.send("code", "ada@example.org", "en", **WORDS)
    assert "ConnectionRefusedError" in caplog.text
    assert "ada" not in caplog.text
