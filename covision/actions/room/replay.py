"""Many meetings at once, read from their journals without opening a room for each."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from threading import Lock

from covision import journal, vault
from covision.actions.processes import versions as process_versions
from covision.engine.evolve import evolve
from covision.engine.meeting import Card, Meeting
from covision.engine.plain import value
from covision.journal import Record

from .people import followed
from .rooms import sealed_in

MOST_KEPT = 400

_lock = Lock()
_kept: "OrderedDict[int, Folded]" = OrderedDict()


@value
class Folded:
    """A meeting as its journal has it, without its texts."""

    meeting: Meeting
    sealed: tuple[tuple[str, str, int], ...]  # (reference, kind, seat) of each text


def read_meetings(meetings: Collection[int]) -> dict[int, Folded]:
    """Ask the database as often for many as for one; those that have not gone on since are remembered."""
    newest = journal.versions(meetings)
    with _lock:
        remembered = {
            id: _kept[id] for id in newest if id in _kept and _kept[id].meeting.version == newest[id]
        }
    read = {
        id: _replay(records) for id, records in journal.load_all(newest.keys() - remembered.keys()).items()
    }
    with _lock:
        for id, folded in read.items():
            _kept[id] = folded
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    folded_meetings = {id: (remembered | read)[id] for id in newest}
    process_versions.load(id for folded in folded_meetings.values() for id in followed(folded.meeting))
    return folded_meetings


def open_cards(meetings: Mapping[int, Folded], cards: Mapping[int, Iterable[Card]]) -> dict[str, str]:
    wanted = {id: {card.text.id for card in some if card.text} for id, some in cards.items()}
    sealed = {id: [text for text in meetings[id].sealed if text[0] in refs] for id, refs in wanted.items()}
    return vault.MEETINGS.open_many(vault.MEETINGS.keys.open_many(sealed), sealed)


def _replay(records: Iterable[Record]) -> Folded:
    meeting, sealed = Meeting(), []
    for record in records:
        sealed += sealed_in(meeting, record)
        meeting = evolve(meeting, record.event, record.seat or 0, record.at)
    return Folded(meeting, tuple(sealed))
