"""A letter says one thing to one person, in plain words and in their language."""

import re

import pytest
from django.utils.html import strip_tags

from covision import mail
from tests.scenes.postbox import Postbox, text_of

LINK = "http://127.0.0.1/sign-in/code/"


def send(to: str, language: str, code: str = "BCDF-GHJK") -> None:
    mail.send(mail.Letter("code", to, language, (("code", code), ("link", LINK))), "a-letter")


def words_of(text: str) -> list[str]:
    return re.sub(r"\s+", " ", text).strip().split(" ")


def test_ben_reads_his_letter_in_german_and_sees_the_same_in_both_halves(postbox: Postbox):
    send("ben@example.org", "de")
    letter = postbox.letter_to("ben@example.org")
    assert (letter["Subject"], letter["Content-Language"]) == ("Ihr Code für Covision", "de")
    plain, html = text_of(letter), text_of(letter, "html")
    body = html.partition("<body>")[2]
    assert words_of(strip_tags(body)) == words_of(plain)
    assert "mit diesem Code kommen Sie hinein" in plain


def test_a_letter_goes_to_one_person_and_says_that_a_machine_wrote_it(postbox: Postbox):
    send("ada@example.org", "en")
    letter = postbox.letter_to("ada@example.org")
    assert postbox.recipients == [["ada@example.org"]]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert (letter["Cc"], letter["Bcc"], letter["List-Unsubscribe"]) == (None, None, None)


def test_opening_a_letter_fetches_nothing(postbox: Postbox):
    send("ada@example.org", "en")
    html = text_of(postbox.letter_to("ada@example.org"), "html")
    assert re.findall(r"<(?:img|link|script|style|iframe)\b|\bsrc=|url\(", html) == []
    assert re.findall(r'href="([^"]+)"', html) == [LINK]


def test_a_name_in_a_letter_is_text_in_its_html_too(postbox: Postbox):
    send("ada@example.org", "en", "<b>&amp")
    letter = postbox.letter_to("ada@example.org")
    assert "<b>&amp\n" in text_of(letter)
    assert "&lt;b&gt;&amp;amp" in text_of(letter, "html")


def test_without_a_mail_server_nothing_pretends_to_be_sent(settings):
    settings.COVISION_SMTP_URL = ""
    assert mail.is_set_up() is False
    with pytest.raises(mail.NotSent, match="COVISION_SMTP_URL is not set"):
        send("ada@example.org", "en")


def test_a_mail_server_that_does_not_answer_is_said_so(settings):
    settings.COVISION_SMTP_URL, settings.COVISION_MAIL_FROM = "smtp://127.0.0.1:1", "covision@example.org"
    with pytest.raises(mail.NotSent, match="Nothing answers at the address and port of the mail server"):
        send("ada@example.org", "en")
