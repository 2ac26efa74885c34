"""Events of a line are read as the standard says."""

from covision.peers.wire import Door, Event, parse


def test_an_event_has_a_name_and_lines_of_data() -> None:
    assert parse("retry: 1500\nid: abc\nevent: regions\ndata: <p>\ndata:  x</p>") == Event(
        "regions", "<p>\n x</p>", "abc"
    )


def test_an_id_without_a_value_is_an_empty_one() -> None:
    assert parse("id\nevent: regions\ndata: x").id == ""


def test_an_event_without_an_id_leaves_the_last_one() -> None:
    assert parse("event: beat\ndata:").id is None


def test_behind_a_proxy_people_see_another_origin() -> None:
    door = Door.at("http://127.0.0.1:8000", "https://covision.example.org/")

    assert (door.host, door.port, door.headers()["Host"]) == ("127.0.0.1", 8000, "covision.example.org")
    assert door.headers()["X-Forwarded-Proto"] == "https"
