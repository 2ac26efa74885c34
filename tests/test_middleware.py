"""Every answer carries the headers, whatever went wrong; and a page knows who comes."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import path

from covision.middleware import FOR_PAGES, HEADERS, RAW_HEADERS
from covision.models.login_store import SessionStore
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.static_files import lay_out_static_files

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default"]),
    pytest.mark.urls("tests.test_middleware"),
]


def who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.person.pk if request.person else "a stranger"))


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("words of somebody")


def failed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("No.", status=500 if exception is None else 400)


handler400 = handler403 = handler404 = handler500 = failed
urlpatterns = [path("who", who), path("broken", broken)]


@pytest.mark.parametrize("place", ["/who", "/nowhere", "/broken", "/static/nothing.js"])
def test_every_answer_carries_the_headers(client, place):
    client.raise_request_exception = False
    answer = client.get(place)
    assert {name: answer.headers.get(name) for name, _ in HEADERS} == dict(HEADERS)
    assert answer.headers["Cache-Control"] == "no-store"


def test_scripts_and_styles_carry_what_concerns_them_and_an_image_carries_all(client):
    lay_out_static_files()
    for file in ("room/room.js", "room.css", "mark.svg"):
        answer = client.get(static(f"covision/{file}"))
        answer.close()
        left_out = {name for name, _ in HEADERS} - set(answer.headers)
        assert (answer.status_code, left_out) == (200, set() if file == "mark.svg" else FOR_PAGES)


def test_a_wrong_host_gets_the_headers_too(client):
    answer = client.get("/who", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer.headers["Content-Security-Policy"] == HEADERS[0][1]


def test_the_open_line_can_send_the_same(client):
    answer = client.get("/who")
    assert {name.decode(): line.decode() for name, line in RAW_HEADERS}.items() <= {
        name.lower(): line for name, line in answer.headers.items()
    }.items()


def test_a_page_knows_who_comes(client, settings):
    assert client.get("/who").content == b"a stranger"
    ada = Person.objects.create(joined=NOW.date())
    session = SessionStore()
    session["person"] = ada.pk
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert client.get("/who").content == str(ada.pk).encode()


def test_a_log_line_names_what_failed_and_never_the_words():
    import logging

    from covision.settings import ShortLines

    try:
        raise RuntimeError("words of somebody")
    except RuntimeError as why:
        record = logging.LogRecord(
            "covision", 40, "", 0, "failed\nwords", (), (type(why), why, why.__traceback__)
        )
    line = ShortLines("{message}", style="{").format(record)
    assert line.startswith("failed\n  RuntimeError at test_middleware.py:")
    assert "words" not in line.removeprefix("failed\n  ")
