"""Journals of every release are replayed for ever: what was stored then means the same now."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from covision import __version__
from covision.engine import commands as c
from covision.engine.events import EVENTS
from covision.engine.evolve import evolve
from covision.engine.meeting import Meeting
from covision.engine.plain import from_plain, to_plain
from covision.journal.records import NAMES
from tests.engine.table import ADA, BEN, CAS, EVE, FAY, Table, meeting_of_five
from tests.engine.test_process_language import at as meeting_at

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.json")), ids=lambda file: file.stem)
def test_a_journal_of_an_earlier_release_folds_to_the_same_meeting(file: Path) -> None:
    golden = json.loads(file.read_text(encoding="utf-8"))
    meeting = Meeting()
    for name, data, by, at in golden["events"]:
        meeting = evolve(meeting, from_plain(EVENTS[name], data), by, datetime.fromisoformat(at))
    assert meeting.version == len(golden["events"]) > 50
    assert digest(meeting) == golden["digest"]


def test_this_release_has_its_golden_journals() -> None:
    assert sorted(file.stem for file in GOLDEN.glob(f"{__version__}-*.json")) == [
        f"{__version__}-large",
        f"{__version__}-personal",
        f"{__version__}-shared",
    ]


def digest(meeting: Meeting) -> str:
    return sha256(json.dumps(to_plain(meeting), sort_keys=True).encode()).hexdigest()


def whole_meeting(whose: str) -> Table:
    """One meeting with nearly every event there is."""
    table = meeting_of_five()
    table.act(CAS, c.ConfirmAgreement())
    table.begin(whose)
    table.act(ADA, c.SendQuestion("q1", "problem.q1"))
    for kind in ("sentence", "parked", "state"):
        table.write(CAS if kind != "parked" else BEN, kind, opened=True)
    table.act(EVE, c.AskMoreTime())
    table.act(ADA, c.AddTime(2))
    table.act(ADA, c.PauseClock())
    table.act(ADA, c.StartClock())
    table.end(anyway=True)
    table.act(ADA, c.UndoStep(), after=1)
    table.skip_to("resources")
    kept = table.write(BEN, "resource")
    if table.meeting.step().silent:
        table.act(ADA, c.Reveal())
    table.act(CAS, c.MarkCard(kept, "keep"))
    table.act(ADA, c.HandOver(BEN))
    table.act(ADA, c.TakeSteering(away=True))
    table.act(BEN, c.TakeBack())
    table.act(BEN, c.HandOver(ADA))
    table.skip_to("solutions")
    table.act(BEN, c.Bring("card-3"))
    first, second = table.write(FAY, "solution"), table.write(EVE, "solution")
    for card in (first, second):
        table.act(CAS, c.MarkCard(card, "chosen"))
    table.act(CAS, c.MoveCard(second, "chosen"))
    table.act(CAS, c.UnmarkCard(first, "chosen"))
    table.skip_to("next")
    table.write(CAS, "next-step", due=(table.now + timedelta(hours=9)).isoformat())
    table.skip_to("feedback")
    table.act(CAS, c.ShareSheet(1))
    table.end(anyway=True)
    return table


def large_meeting() -> Table:
    """A meeting in which cards are put together under headings, and groups bring something back."""
    table = meeting_at("wise-crowd", "consult", seats=10)
    table.skip_to("satellites")
    cards = [table.write(seat, "idea") for seat in (FAY, BEN, FAY)]
    table.write(FAY, "brought")
    table.skip_to("together")
    heading = table.write(EVE, "heading", cards=tuple(cards[:2]))
    table.act(BEN, c.TakeOut(cards[0]))
    table.act(BEN, c.Gather(heading, (cards[2],)))
    other = table.write(FAY, "heading", cards=(cards[0],))
    table.skip_to("response")
    for card in (heading, other):
        table.act(CAS, c.MarkCard(card, "keep"))
    table.write(CAS, "insight")
    table.skip_to("feedback")
    table.end(anyway=True)
    return table


def write_golden() -> None:
    """Write the journals of this release; it is called once for each release, by hand."""
    tables = {
        "personal": whole_meeting("personal"),
        "shared": whole_meeting("shared"),
        "large": large_meeting(),
    }
    for whose, table in tables.items():
        events = [
            [NAMES[type(event)], to_plain(event), by, at.isoformat()] for event, by, at in table.journal
        ]
        text = json.dumps({"digest": digest(table.meeting), "events": events}, ensure_ascii=False, indent=0)
        (GOLDEN / f"{__version__}-{whose}.json").write_text(text + "\n", encoding="utf-8")
