"""Bad input gets a clear sentence and the right status, changes nothing, and never breaks the server."""

import pytest

from covision.actions.room import rooms
from tests.scenes.room_cast import RealTable, at_work, guest, new_id, real_table

from .caller import post

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def table() -> RealTable:
    rooms.close_rooms()
    return at_work()


def say(table: RealTable, who: str, language: str = "en", **fields: object) -> tuple[int, str]:
    before = table.room.meeting
    form = {"id": new_id(), **{name.replace("__", "."): value for name, value in fields.items()}}
    answer = post(table.people[who], f"/live/{table.room.public_id}/do", form, f"language={language}")
    if answer.status >= 400:
        assert table.room.meeting == before
        assert answer.body.endswith((".", "?"))
    return answer.status, answer.body


def test_a_good_command_is_simply_done(table: RealTable) -> None:
    assert say(table, "Cas", command="write", kind="sentence", text="I want time.") == (204, "")


@pytest.mark.parametrize(
    ("who", "fields", "status"),
    [
        ("Ben", {"command": "write", "kind": "solution", "text": "Do this"}, 409),
        ("Ben", {"command": "write", "kind": "sentence", "text": "I am not the client."}, 403),
        ("Ben", {"command": "end-step", "step": "problem"}, 403),
        ("Ada", {"command": "end-step", "step": "collect"}, 409),
        ("Oz", {"command": "confirm-agreement"}, 404),
        ("Cas", {"command": "conquer"}, 422),
        ("Cas", {}, 422),
        ("Cas", {"command": "write", "kind": "sentence"}, 422),
        ("Cas", {"command": "write", "kind": "sentence", "text": "   \n "}, 422),
        ("Cas", {"command": "write", "kind": "sentence", "text": "I " + "x" * 240}, 422),
        ("Cas", {"command": "write", "kind": "sentence", "text": "I " + "x" * 5000}, 413),
        ("Cas", {"command": "write", "kind": "sentence", "text": "They should."}, 422),
        ("Cas", {"command": "write", "kind": "sentence", "text": "I want\x07 time."}, 422),
        ("Cas", {"command": "write", "kind": "sentence", "text": "I want \u202emit time."}, 422),
        ("Cas", {"command": "write", "kind": "../../etc", "text": "I"}, 422),
        ("Cas", {"command": "write", "kind": "no-such", "text": "I"}, 422),
        ("Cas", {"command": "withdraw", "card": "nothing"}, 404),
        ("Cas", {"command": "mark-card", "card": "nothing", "mark": "keep"}, 409),
        ("Cas", {"command": "let-in", "seat": "minus one"}, 422),
        ("Cas", {"command": "let-in", "seat": "77"}, 409),
        ("Ada", {"command": "add-time", "minutes": "0"}, 422),
        ("Ada", {"command": "add-time", "minutes": "9999"}, 422),
        ("Ada", {"command": "hand-over", "seat": "2"}, 403),
        ("Ada", {"command": "share-sheet", "round": "9"}, 403),
        ("Ben", {"command": "send-question", "question": "problem.q1"}, 403),
        ("Fay", {"command": "take-steering"}, 409),
        ("Cas", {"command": "undo-step"}, 403),
    ],
)
def test_each_wrong_command_has_its_sentence_and_status(
    table: RealTable, who: str, fields: dict[str, str], status: int
) -> None:
    assert say(table, who, **fields)[0] == status


def test_a_refusal_speaks_the_viewers_language(table: RealTable) -> None:
    english = say(table, "Ben", command="end-step", step="problem")[1]
    german = say(table, "Ben", "de", command="end-step", step="problem")[1]
    assert english and german and english != german


def test_a_removed_member_is_told_so(table: RealTable) -> None:
    table.do("Ada", "voice-removal", seat="5")
    table.do("Ben", "voice-removal", seat="5")
    assert say(table, "Eve", command="confirm-agreement")[0] == 403


def test_ten_megabytes_are_too_much(table: RealTable) -> None:
    body = b"command=write&kind=sentence&text=" + b"x" * 10_000_000
    answer = post(table.people["Cas"], f"/live/{table.room.public_id}/do", body)
    assert answer.status == 413


@pytest.mark.parametrize(
    "body", [b"text=%ff%fe&command=write", b"\xff\xfe\x00", b"&".join([b"a=1"] * 900), b"text=%ED%A0%80"]
)
def test_bytes_that_are_no_form_are_refused(table: RealTable, body: bytes) -> None:
    assert post(table.people["Cas"], f"/live/{table.room.public_id}/do", body).status == 422


@pytest.mark.parametrize("id", ["", "short", "x" * 65, "with spaces in it", "ümlaut-ümlaut"])
def test_a_command_needs_a_proper_number(table: RealTable, id: str) -> None:
    form = {"id": id, "command": "confirm-agreement"}
    assert post(table.people["Cas"], f"/live/{table.room.public_id}/do", form).status == 422


def test_a_foreign_room_and_no_room_answer_alike() -> None:
    rooms.close_rooms()
    table, other = real_table(), guest()
    form = {"id": new_id(), "command": "confirm-agreement"}
    foreign = post(other, f"/live/{table.room.public_id}/do", form)
    missing = post(other, "/live/AAAAAAAAAAAAAAAAAAAAAA/do", form)
    nobody = post(None, f"/live/{table.room.public_id}/do", form)
    assert foreign == missing == nobody
    assert foreign.status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"x_csrftoken": "b" * 32},
        {"x_csrftoken": ""},
        {"origin": "https://elsewhere.example"},
        {"sec_fetch_site": "cross-site"},
        {"host": "elsewhere.example"},
    ],
)
def test_other_sites_cannot_make_a_browser_act(table: RealTable, headers: dict[str, str]) -> None:
    form = {"id": new_id(), "command": "confirm-agreement"}
    answer = post(table.people["Cas"], f"/live/{table.room.public_id}/do", form, "", **headers)
    assert answer.status == 403
    assert not table.room.meeting.seats[1].agreed


def test_somebody_who_is_too_fast_is_asked_to_wait(table: RealTable) -> None:
    statuses = [say(table, "Ben", command="say-ready")[0] for _ in range(80)]
    assert statuses[0] == 204
    assert 429 in statuses


def test_every_answer_carries_the_security_headers(table: RealTable) -> None:
    for fields in ({"command": "confirm-agreement"}, {"command": "conquer"}):
        answer = post(table.people["Cas"], f"/live/{table.room.public_id}/do", {"id": new_id(), **fields})
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
