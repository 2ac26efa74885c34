"""A rehearsal played in one go: the engine and the peers at one table, with a clock of its own and nothing kept on a disk."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from covision import hub, processes
from covision.actions.commands.command_forms import CommandForm, read_command
from covision.actions.room import scenes
from covision.actions.room.room import Presence, Room
from covision.clock import Clock
from covision.engine import commands as c
from covision.engine.command import Command
from covision.engine.deciding.decide import decide
from covision.engine.evolve import evolve
from covision.engine.projection.viewer import Memory
from covision.engine.refusals import Refused
from covision.peers import script
from covision.peers.casebook import party
from covision.peers.habits import next_action
from covision.peers.peer import Action, Peer, Table
from covision.peers.room_words import RoomWords
from covision.peers.screen import Reply
from covision.peers.seeing import see
from covision.peers.sight import Sight
from covision.peers.temperament import temperament_of
from load.random_person import STYLES, RandomPerson

MORNING = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
STEP = 10.0
ACTIONS_IN_A_ROW = 3
LONGEST = 8 * 3600.0
GUEST = "Guest"
_ids = count(-1_000_000, -1)  # no meeting on a disk has such a number


@dataclass
class Told(Table):
    """A table that counts who stirs it, so that nobody looks again where nothing has happened."""

    stirs: int = 0

    def stir(self) -> None:
        self.stirs += 1


@dataclass
class PlayedRehearsal:
    """What became of a rehearsal: `digest` is of everything that was done, in order."""

    case: str
    process: str
    people: int
    seed: int
    role: str
    style: str
    ended: bool
    deeds: int
    minutes: float
    place: str
    digest: str
    lines: list[str] = field(default_factory=list, repr=False)


class TableClock(Clock):
    """Time that passes as the table says."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        return self.passed


class TableScreen:
    """What somebody at a table sees: worked out anew only when something has happened, or somebody has come or gone."""

    def __init__(self, seat: int, house: "HouseTable") -> None:
        self.seat, self.house, self.language = seat, house, house.language
        self.changed_at, self.alarm, self.ended, self.connected = 0.0, asyncio.Event(), "", True
        self._changes, self._memory = 0, Memory()
        self._made_from: object = None
        self._presence: Presence | None = None

    @property
    def changes(self) -> int:
        room = self.house.room
        presence = self._presence = scenes.presence(room, self.house.clock.now())
        made_from = (room.meeting.version, presence.present, presence.away, self.seat in presence.ready)
        if made_from != self._made_from:
            self._made_from = made_from
            self._changes += 1
        return self._changes

    def see(self) -> Sight:
        presence = self._presence or scenes.presence(self.house.room, self.house.clock.now())
        return see(scenes.scene(self.house.room, self.seat, "", presence, self._memory), self.house.words)

    async def send(self, fields: Iterable[tuple[str, str]]) -> Reply:
        return self.house.send(self.seat, tuple(fields))

    async def changed(self, since: int, seconds: float) -> bool:
        return self.changes > since


class InHouse(Peer):
    """`seen` is what was there when nothing was left to do."""

    def __init__(self, name: str, seat: int, house: "HouseTable", rng: Random) -> None:
        case = house.case
        screen = TableScreen(seat, house)
        written = next((member.manner for member in case.cast if member.name == name), "")
        super().__init__(
            name, screen, case=case, temperament=temperament_of(written), table=house.table, rng=rng
        )
        self.seat = seat
        self.seen: tuple[int, int, float] = (-1, -1, -1.0)


class HouseTable:
    """One rehearsal of a case in a language, by the process it was written for or another one, with as many `people` as
    usual or as one says: everything that happens follows from the seed."""

    def __init__(
        self,
        case: str,
        language: str,
        seed: int,
        role: str = "",
        style: str = "",
        *,
        process: str = "",
        people: int = 0,
        rounds: int = 1,
    ) -> None:
        self.rng = _luck(f"{case}/{seed}")
        self.ids = _luck(f"{case}/{seed}/cards")
        self.language, self.seed = language, seed
        self.case = script.case(case, language)
        self.process = processes.process(process or self.case.process)
        self.people, self.rounds = people or party(self.process), rounds
        self.role = role or self.rng.choice([part.id for part in self.process.roles])
        self.clock = TableClock()
        self.lines: list[str] = []
        self.room = Room(next(_ids), f"table-{seed}", secrets.token_bytes(32), rehearses=self.process.id)
        self.words = RoomWords(language, self.room.text, self.room.name)
        names = self._names()
        self.table = Told(
            tuple(names),
            self.people,
            GUEST,
            self.role,
            self.process.id,
            clock=self.clock,
        )
        self.peers = [
            InHouse(name, seat, self, _luck(f"{seed}/{seat}")) for seat, name in enumerate(names, 1)
        ]
        guest = InHouse(GUEST, len(names) + 1, self, _luck(f"{seed}/guest"))
        self.style = style or self.rng.choice(STYLES)
        self.anybody = RandomPerson(guest, self.style, _luck(f"{seed}/anybody"))
        self._open()

    def play(self) -> PlayedRehearsal:
        """Play until the meeting ends; a meeting that does not end within hours has run into a dead end."""
        self.play_until(lambda: self.room.meeting.closed)
        hub.forget(self.room.id)
        story = "\n".join(self.lines)
        return PlayedRehearsal(
            case=self.case.id,
            process=self.process.id,
            people=self.people,
            seed=self.seed,
            role=self.role,
            style=self.style,
            ended=self.room.meeting.closed,
            deeds=len(self.lines),
            minutes=round(self.clock.passed / 60, 1),
            place="{}-{}".format(*self.room.meeting.place()),
            digest=hashlib.sha256(story.encode()).hexdigest()[:16],
            lines=self.lines,
        )

    def play_until(self, is_reached: Callable[[], bool]) -> None:
        """Play on until something is so, the meeting ends, or it has taken hours."""
        while not (is_reached() or self.room.meeting.closed or self.clock.passed >= LONGEST):
            if not any([self._guest_acts(), *(self._acts(peer) for peer in self.peers)]):
                self.clock.passed += STEP

    # -- the people --------------------------------------------------------------------------------------------------

    def _names(self) -> list[str]:
        """The guest takes the place of whoever brings the case, or that of the last of the cast."""
        brings = self.process.role(self.role)
        place = 0 if brings and brings.brings else self.people - 1
        return [member.name for number, member in enumerate(self.case.people(self.people)) if number != place]

    def _acts(self, peer: InHouse) -> bool:
        """Let a peer do what comes to mind, unless nothing has happened since it came to nothing."""
        acted = False
        for _ in range(ACTIONS_IN_A_ROW):
            now = (self.room.meeting.version, self.table.stirs, self.clock.passed)
            if peer.seen == now or self.room.meeting.closed or not self.room.meeting.is_in(peer.seat):
                break
            action = next_action(peer, peer.see())
            if action is None:
                peer.seen = (self.room.meeting.version, self.table.stirs, self.clock.passed)
                break
            self._do(peer, action)
            acted = True
        return acted

    def _guest_acts(self) -> bool:
        guest = self.anybody
        me = guest.me
        assert isinstance(me, InHouse)
        if not self.room.meeting.is_in(me.seat):
            return False
        if guest.moves_about():
            (hub.came if guest.here else hub.went)(self.room.id, me.seat, self.clock.now())
        if guest.has_had_enough():
            self.act(c.Leave(), me.seat)
            hub.went(self.room.id, me.seat, self.clock.now())
            self.lines.append(f"{me.seat} leave")
            return True
        action = guest.next_action(me.see()) if guest.here else None
        if action is None:
            return False
        self._do(me, action)
        return True

    def _do(self, person: InHouse, action: Action) -> None:
        self.clock.passed += action.think / person.temperament.speed + (
            person.temperament.types(len(action.text)) if action.text else 0
        )
        sight, key = person.sight or person.see(), person.key(action)
        reply = self.send(person.seat, action.fields())
        person.note(action, reply, sight, key)
        fields = " ".join(f"{name}={content}" for name, content in action.fields())
        self.lines.append(f"{person.seat} {sight.place} {204 if reply.done else 409} {fields}")

    # -- the room ----------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        everybody: Iterator[tuple[int, InHouse]] = enumerate([*self.peers, self.anybody.me], 1)  # type: ignore[list-item]
        for seat, person in everybody:
            self.room.names[seat], self.room.seats[seat] = person.name, seat
            if seat == 1:
                self.act(
                    c.OpenMeeting(processes.frame(), 60, self.rounds, spoken=False, rehearsal=True), seat
                )
            else:
                self.act(c.AskToComeIn(), seat)
                self.act(c.LetIn(seat), 1)
            hub.came(self.room.id, seat, self.clock.now())

    def send(self, seat: int, sent: tuple[tuple[str, str], ...]) -> Reply:
        """Carry an action out as the room's commands are, but for the disk."""
        fields: dict[str, list[str]] = {}
        for name, content in sent:
            fields.setdefault(name, []).append(content)
        form = CommandForm(self.room, fields, seat, self.language, self.clock.now(), [], self._new_card)
        try:
            if fields["command"] == ["say-ready"]:
                hub.ready(self.room.id, seat)
                self.table.stir()
            else:
                command = read_command(form, fields["command"][0])
                self.act(command, seat)
                if isinstance(command, (c.EndStep, c.GoBack)):
                    hub.take_ready(self.room.id)
        except Refused as refused:
            return Reply(False, refused.sentence)
        return Reply(True)

    def _new_card(self) -> str:
        """Ids decide what a lot would: they follow from the seed as well."""
        return f"{self.ids.getrandbits(48):012x}"

    def act(self, command: Command, seat: int) -> None:
        for event in decide(self.room.head, command, seat, self.clock.now()):
            self.room.head = evolve(self.room.head, event, seat, self.clock.now())
        self.room.meeting = self.room.head
        for person in (*self.peers, self.anybody.me):
            person.screen.changed_at = self.clock.passed


def _luck(seed: str) -> Random:
    return Random(seed)
