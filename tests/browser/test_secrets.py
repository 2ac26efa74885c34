"""What others write unseen does not exist in the bytes a viewer is sent: no text, no length, no count, no id."""

import re
from collections.abc import Callable

import pytest

from . import doing as d
from . import hurry
from .conftest import Invite
from .person import Person, reads, says, see, word

pytestmark = pytest.mark.browser

# What differs from answer to answer whatever anybody does: tokens, numbers of commands and the time of the answer.
FRESH = re.compile(r'(name="(csrfmiddlewaretoken|id)" value|data-now)="[^"]*"')
SECRETS = ("Überraschungsei", "A quite different thing", "x" * 300)


def test_what_is_hidden_is_in_no_byte(invite: Invite) -> None:
    """Ada looks on while Ben, Cas and Eve write, vote and rate; Fay's click on the clock proves that her line is open."""
    fay, ada, ben, cas, eve = (invite(name) for name in ("Fay", "Ada", "Ben", "Cas", "Eve"))
    hurry.come_together(fay, (ada, ben, cas, eve))
    hurry.go_on(fay)
    hurry.bring_problem(ada, "Our rounds never end in time.", whose="shared")
    d.stands_at(ada, "collect")
    authors = (ben, cas, eve)
    stays_hidden(fay, ada, authors, lambda: write_all(authors, "problem"))
    hurry.go_on(fay)
    d.stands_at(ada, "choose")
    stays_uncounted(fay, ada, lambda: mark_all(authors, "vote", SECRETS[0]))
    see(ada, d.card(ada, SECRETS[0]).locator(".mark b", has_text="3"))
    to_work_together(fay, ada)
    for step in ("vision", "resources"):
        hurry.go_on(fay)
        d.stands_at(ada, step)
    stays_hidden(fay, ada, authors, lambda: write_all(authors, "resource"))
    for step in ("goals", "solutions"):
        hurry.go_on(fay)
        d.stands_at(ada, step)
    hurry.write(ben, "solution", "Ring a bell.")
    reads(ada, "Ring a bell.")
    stays_uncounted(fay, ada, lambda: mark_all(authors, "rate", "Ring a bell."))
    see(ada, d.card(ada, "Ring a bell.").locator(".mark b", has_text="3"))


def test_private_notes_reach_nobody(invite: Invite) -> None:
    """Parked thoughts and the state somebody notes are the writer's alone, before and after."""
    fay, cas, ada, ben = (invite(name) for name in ("Fay", "Cas", "Ada", "Ben"))
    hurry.come_together(fay, (cas, ada, ben))
    hurry.choose(fay, cas, "I promise more than I can keep.")
    hurry.do(fay, "take-role", role="facilitator")
    hurry.go_on(fay)
    d.stands_at(ada, "problem")
    before = page(ada)
    sent = listen(ada)
    hurry.write(cas, "state", "3 tense and tired")
    hurry.write(ben, "parked", SECRETS[1])
    assert page(ada) == before
    the_line_is_open(fay, ada, sent)
    for step in ("vision", "resources", "goals", "solutions"):
        hurry.go_on(fay)
        d.stands_at(ada, step)
    everything = "".join(sent) + page(ada)
    assert "tense" not in everything
    assert SECRETS[1] not in everything
    d.on_card(ben, SECRETS[1], says(ben, "Bring it in"))
    reads(ada, SECRETS[1])


def stays_hidden(fay: Person, ada: Person, authors: tuple[Person, ...], deed: Callable[[], None]) -> None:
    """Ada's page stays what it was to the byte and her line stays silent, until Fay reveals."""
    before, sent = page(ada), listen(ada)
    deed()
    assert page(ada) == before
    assert "".join(sent) == ""
    the_line_is_open(fay, ada, sent)
    ids = [hurry.card_id(author, text) for author, text in zip(authors, SECRETS, strict=True)]
    everything = "".join(sent) + page(ada)
    assert [secret for secret in (*SECRETS, *ids) if secret in everything] == []
    hurry.do(fay, "reveal")
    for text in SECRETS:
        reads(ada, text)
    assert [id for id in ids if id not in "".join(sent)] == []


def stays_uncounted(fay: Person, ada: Person, deed: Callable[[], None]) -> None:
    before, sent = page(ada), listen(ada)
    deed()
    assert page(ada) == before
    assert "".join(sent) == ""
    the_line_is_open(fay, ada, sent)
    hurry.do(fay, "reveal")


def the_line_is_open(fay: Person, ada: Person, sent: list[str]) -> None:
    """What Fay does now arrives, so whatever was to arrive before has arrived; and it was nothing."""
    hurry.do(fay, "pause-clock")
    see(ada, ada.page.get_by_text(says(ada, "the clock is paused")))
    assert re.findall(r'id="[rc]-([^"]+)"', "".join(sent)) == ["clock"]


def write_all(authors: tuple[Person, ...], kind: str) -> None:
    for author, text in zip(authors, SECRETS, strict=True):
        if kind == "problem":
            hurry.bring_problem(author, text)
        else:
            hurry.write(author, kind, text)
        reads(author, text)


def mark_all(authors: tuple[Person, ...], mark: str, text: str) -> None:
    for author in authors:
        hurry.mark(author, text, mark)


def to_work_together(fay: Person, ada: Person) -> None:
    hurry.do(fay, "propose-case", card=hurry.card_id(fay, "Our rounds"))
    hurry.do(ada, "accept-case")
    hurry.go_on(fay)
    hurry.do(fay, "take-role", role="facilitator")
    hurry.go_on(fay)
    d.has_part(ada, "worker", "concept-2")
    assert word(ada, "concept-2", "steps", "problem", "title") in page(ada)


def page(who: Person) -> str:
    """The page somebody would be sent now."""
    return FRESH.sub("", hurry.page_of(who))


def listen(who: Person) -> list[str]:
    """What comes down somebody's line from now on, without the beats."""
    messages: list[str] = []
    line = who.page.context.new_cdp_session(who.page)
    line.on("Network.eventSourceMessageReceived", lambda event: messages.append(event["data"]))
    line.send("Network.enable")
    return messages
