"""A rehearsal for stories: simulated peers at a table with a clock of its own, and a guest who does what the story says."""

from covision.actions.room.room import Room
from covision.engine.meeting import Card
from covision.peers.script import case
from load.house_table import HouseTable, InHouse


class Story:
    """A rehearsal in which the guest does only what the story says."""

    def __init__(self, id: str, role: str, language: str = "en") -> None:
        self.table = HouseTable(id, language, 1, role, "silent")
        self.case = case(id, language)

    @property
    def room(self) -> Room:
        return self.table.room

    def until(self, step: str) -> None:
        self.table.play_until(lambda: self.room.meeting.place()[1] == step)

    def hears(self, text: str) -> None:
        self.table.play_until(lambda: text in self.texts())

    def goes_on(self, minutes: float) -> None:
        end = self.table.clock.passed + minutes * 60
        self.table.play_until(lambda: self.table.clock.passed >= end)

    def do(self, command: str, **fields: str) -> None:
        me = self.table.anybody.me
        assert isinstance(me, InHouse)
        text = (("text", fields.pop("text")),) if "text" in fields else ()
        reply = self.table.send(me.seat, (("command", command), *fields.items(), *text))
        assert reply.done, reply.sentence

    def cards(self, kind: str = "") -> list[Card]:
        return [card for card in self.room.meeting.cards if not card.withdrawn and kind in {"", card.kind}]

    def texts(self, kind: str = "") -> list[str]:
        return [self.room.text(card.text.id) for card in self.cards(kind) if card.text]

    def facilitates(self, step: str) -> None:
        """The guest takes the part she came for and leads on to a step."""
        self.table.anybody.style = "leading"
        self.until(step)
        self.table.anybody.style = "silent"
