"""A browser without scripts that signs in with codes from a real mailbox."""

import re

from django.http import HttpResponse
from django.test import Client

from .postbox import Postbox, code_in


def browser(language: str = "en", **headers: str) -> Client:
    return Client(HTTP_HOST="127.0.0.1", headers={"accept-language": language, **headers})


def ask(visitor: Client, address: str) -> HttpResponse:
    return visitor.post("/sign-in/", {"address": address})


def sign_in(visitor: Client, address: str, postbox: Postbox) -> HttpResponse:
    """Ask for a code, read it in the mailbox and type it in."""
    asked = ask(visitor, address)
    assert asked.status_code == 302, asked.content
    return visitor.post("/sign-in/code/", {"code": code_in(postbox.letters[-1])})


def words(answer: HttpResponse, *names: str) -> str:
    """What a page says, without what is different each time and without some names."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for name in names:
        text = text.replace(name, "…")
    return text
