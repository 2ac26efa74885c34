"""What somebody sent in a form, read into a command: identifiers checked, text cleaned, measured and sealed."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from django.utils import timezone

from covision import hub, processes, vault
from covision.actions.room.people import ways
from covision.actions.room.room import Room
from covision.actions.room.rooms import remember_text
from covision.actions.shared.text import clean_text
from covision.engine import commands as c
from covision.engine.command import Command
from covision.engine.events import Help, TextRef
from covision.engine.refusals import Refused
from covision.models.rows import Insert

LONGEST_FIELD = 64
CLASSES = (256, 1024, 4096, 16384)
NAME = re.compile(r"[A-Za-z0-9_.:-]{0,64}")

Fields = Mapping[str, list[str]]


def random_card() -> str:
    return secrets.token_urlsafe(9)


@dataclass
class CommandForm:
    room: Room
    fields: Fields
    seat: int
    language: str
    now: datetime
    sealed: list[Insert]  # collects the rows of its texts
    new_card: Callable[[], str] = random_card

    def get(self, name: str) -> str:
        value = (self.fields.get(name) or [""])[-1]
        if not NAME.fullmatch(value):
            raise _not_as_offered()
        return value

    def number(self, name: str) -> int:
        value = self.get(name)
        if not re.fullmatch(r"-?[0-9]{1,4}", value):
            raise _not_as_offered()
        return int(value)

    def flag(self, name: str) -> bool:
        return self.get(name) == "1"

    def text(self) -> str:
        return clean_text((self.fields.get("text") or [""])[-1])

    def tags(self) -> tuple[str, ...]:
        return tags_of(self.fields)

    def due(self) -> str:
        """A local date and time as browsers send it, with its zone."""
        raw = (self.fields.get("due") or [""])[-1]
        try:
            when = datetime.fromisoformat(raw) if raw else None
        except ValueError:
            raise Refused("Please say when: a day and a time.", "invalid") from None
        if when is None:
            return ""
        return (timezone.make_aware(when) if timezone.is_naive(when) else when).isoformat()


def _not_as_offered() -> Refused:
    return Refused(
        "This form was not filled in as the page offers it. Please load the page again.", "invalid"
    )


def tags_of(fields: Fields) -> tuple[str, ...]:
    names = sorted(name for name in fields if name.startswith("tag."))
    return tuple(f"{name[4:]}:{value}"[:LONGEST_FIELD] for name in names for value in fields[name] if value)


def read_command(form: CommandForm, name: str) -> Command:
    reader = READERS.get(name)
    if reader is None:
        raise Refused("Covision does not know this command. Please load the page again.", "invalid")
    return reader(form)


def _seal(form: CommandForm, kind: str) -> tuple[TextRef, str]:
    text = form.text()
    ref = secrets.token_urlsafe(12)
    size = next((size for size in CLASSES if len(text.encode()) + 4 <= size), CLASSES[-1])
    form.sealed.append(vault.seal(form.room.key, form.room.id, ref, kind, form.seat, text))
    remember_text(form.room, ref, text, kind, form.seat)
    return TextRef(ref, size, form.language), text


def _opens(form: CommandForm, kind: str, text: str) -> bool:
    process = form.room.head.process().id
    return processes.opens(process, kind, text)


def _write(form: CommandForm) -> Command:
    kind = form.get("kind")
    ref, text = _seal(form, kind)
    return c.Write(
        card=form.new_card(),
        kind=kind,
        text=ref,
        length=len(text),
        reply=form.get("reply"),
        tags=form.tags(),
        due=form.due(),
        opened=_opens(form, kind, text),
        anyway=form.flag("anyway"),
        to=form.number("to") if form.get("to") else 0,
    )


def _gather(form: CommandForm) -> Command:
    picked = tuple(id for id in dict.fromkeys(form.fields.get("cards", [])) if NAME.fullmatch(id))
    under = form.get("under")
    if under:
        return c.Gather(under, picked)
    kind = form.get("kind")
    ref, text = _seal(form, kind)
    return c.Write(form.new_card(), kind, ref, len(text), cards=picked)


def _bring_case(form: CommandForm) -> Command:
    case = form.room.prepared.case(form.seat, form.get("case"), form.room.head)
    tags = [tag.partition(":") for tag in case.tags]
    picked = {f"tag.{name}": [v for n, _, v in tags if n == name] for name, _, _ in tags}
    # the words are known to the room, not to the form
    form.fields = {"kind": ["problem"], "text": [case.text], **picked}
    form.language = case.language
    command = _write(form)
    assert isinstance(command, c.Write)
    form.room.prepared = form.room.prepared.with_card(command.card, case.id)
    return command


def _rewrite(form: CommandForm) -> Command:
    id = form.get("card")
    card = form.room.head.card(id)
    kind = card.kind if card and card.seat == form.seat else "none"
    ref, text = _seal(form, kind)
    return c.Rewrite(id, ref, len(text), form.tags(), form.due(), _opens(form, kind, text))


def _pick_process(form: CommandForm) -> Command:
    id = form.get("process")
    adopted = next((way for way in ways(form.room) if way.id == id), None)
    if adopted is None and id not in processes.live_ids():
        raise Refused("There is no such process.", "gone")
    return c.PickProcess(adopted or processes.process(id))


def _accept_case(form: CommandForm) -> Command:
    """Propose the process that is rehearsed; else the circle's own before others: the first that fits is taken."""
    try:
        return c.AcceptCase((processes.process(form.room.rehearses),))
    except KeyError:
        library = tuple(processes.process(id) for id in processes.proposed_ids())
        return c.AcceptCase((*ways(form.room), *library))


def _end_step(form: CommandForm) -> Command:
    room, then = form.room, form.get("then")
    ready, everybody = len(hub.who_is_ready(room.id)), [seat.number for seat in room.head.people()]
    away = sorted(hub.away(room.id, everybody, form.now)) if then else ()
    return c.EndStep(form.get("step"), then, form.flag("anyway"), ready, tuple(away))


def _take_steering(form: CommandForm) -> Command:
    holder = form.room.head.holder
    return c.TakeSteering(holder in hub.away(form.room.id, [holder], form.now))


def _choose_help(form: CommandForm) -> Command:
    wished = form.get("help")
    help = next((choice for choice in get_args(Help) if choice == wished), None)
    if help is None:
        raise _not_as_offered()
    return c.ChooseHelp(help)


READERS: dict[str, Callable[[CommandForm], Command]] = {
    "let-in": lambda form: c.LetIn(form.number("seat")),
    "turn-away": lambda form: c.TurnAway(form.number("seat")),
    "leave": lambda form: c.Leave(),
    "voice-removal": lambda form: c.VoiceRemoval(form.number("seat")),
    "confirm-agreement": lambda form: c.ConfirmAgreement(),
    "write": _write,
    "gather": _gather,
    "take-out": lambda form: c.TakeOut(form.get("card")),
    "send-question": lambda form: c.SendQuestion(form.new_card(), form.get("question")),
    "rewrite": _rewrite,
    "bring-case": _bring_case,
    "withdraw": lambda form: c.Withdraw(form.get("card")),
    "bring": lambda form: c.Bring(form.get("card")),
    "reveal": lambda form: c.Reveal(),
    "mark-card": lambda form: c.MarkCard(form.get("card"), form.get("mark")),
    "unmark-card": lambda form: c.UnmarkCard(form.get("card"), form.get("mark")),
    "move-card": lambda form: c.MoveCard(form.get("card"), form.get("mark"), form.flag("up")),
    "propose-case": lambda form: c.ProposeCase(form.get("card")),
    "accept-case": _accept_case,
    "pass-case": lambda form: c.PassCase(),
    "pick-process": _pick_process,
    "ask-for-role": lambda form: c.AskForRole(form.get("role"), form.number("seat")),
    "take-role": lambda form: c.TakeRole(form.get("role")),
    "decline-role": lambda form: c.DeclineRole(form.get("role")),
    "give-back-role": lambda form: c.GiveBackRole(form.get("role")),
    "start-clock": lambda form: c.StartClock(),
    "pause-clock": lambda form: c.PauseClock(),
    "add-time": lambda form: c.AddTime(form.number("minutes")),
    "spread-time": lambda form: c.SpreadTime(),
    "ask-more-time": lambda form: c.AskMoreTime(),
    "end-step": _end_step,
    "wish-way": lambda form: c.WishWay(form.get("step"), form.get("way")),
    "drop-wish": lambda form: c.DropWish(form.get("step"), form.get("way")),
    "end-turn": lambda form: c.EndTurn(form.number("seat")),
    "agree-to-go-on": lambda form: c.AgreeToGoOn(form.get("step")),
    "go-back": lambda form: c.GoBack(form.get("step"), len(hub.who_is_ready(form.room.id))),
    "undo-step": lambda form: c.UndoStep(),
    "hand-over": lambda form: c.HandOver(form.number("seat")),
    "take-steering": _take_steering,
    "take-back": lambda form: c.TakeBack(),
    "change-way": lambda form: c.ChangeWay(form.flag("spoken")),
    "choose-help": _choose_help,
    "share-sheet": lambda form: c.ShareSheet(form.number("round")),
    "keep-sheet": lambda form: c.KeepSheet(form.number("round")),
}
