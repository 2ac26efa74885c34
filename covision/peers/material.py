"""What a peer has to say in any process: lines of the case, or such as anybody might say, by what a contribution is for."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from covision import processes
from covision.engine.process import Process, Role

from .offers import Offer
from .peer import Peer
from .script import CaseLine, PlayedCase
from .sight import Sight

WORDS = Path(__file__).parent / "words"
NOTE, STEP, QUESTION = ("note",), ("step",), ("question",)
OF_CLIENT = {"problem": ("story",), "change": ("insight",), "solution": ("insight", "step")}
OF_OTHERS = {"problem": ("echo",), "change": ("hypothesis", "echo"), "solution": ("idea",)}
FOR_CLIENT = frozenset(["idea", "strength"])  # what others give to whoever brings the problem
CLIENT_SAYS = {"note": ("own-note",), "thought": ("insight",), "idea": ("idea",), "statement": ("insight",)}


def next_line(me: Peer, sight: Sight, offer: Offer) -> CaseLine | None:
    """Something to write that nobody has said in this round; nothing where all has been said. Where the step
    cannot do without, somebody says again what another one has said."""
    wanted = purposes(me, sight, offer)
    for line in _in_my_order(me, sight, offer, wanted):
        free = me.name not in line.text and not _has_said(me, sight, line)
        if free and me.table.claim(f"{sight.round}:says {line.text}", me.name):
            return line
    if not _is_needed(sight, offer):
        return None
    again = (line for purpose in wanted for line in anybody(me.screen.language).get(purpose, ()))
    return next((line for line in again if not _has_said(me, sight, line)), None)


def is_about_the_case(me: Peer, sight: Sight) -> bool:
    """Whether the group works on the problem that the case is about, as far as this peer knows: it is brought by the first
    of the cast, or by whoever plays that part."""
    first = me.case.cast[0]
    owner = first.name if first.name in me.table.names else me.table.newcomer
    if client(me, sight) not in {"", owner}:
        return False
    return not me.problem or me.problem in {problem.text for problem in first.problems}


def client(me: Peer, sight: Sight) -> str:
    """The name of whoever brings the problem of this round; empty where it is everybody's, or nobody is named."""
    process = process_at(sight)
    names = {role_name(process, me, role.id) for role in process.roles if role.brings} if process else set()
    return next((person.name for person in sight.people if names & set(person.roles)), "")


def my_roles(me: Peer, sight: Sight) -> tuple[Role, ...]:
    person, process = sight.me(), process_at(sight)
    if person is None or process is None:
        return ()
    return tuple(role for role in process.roles if role_name(process, me, role.id) in person.roles)


def role_name(process: Process, me: Peer, role: str) -> str:
    return str(processes.word(process.id, me.screen.language, "roles", role, "name"))


def brings(me: Peer, sight: Sight) -> bool:
    process, roles = process_at(sight), my_roles(me, sight)
    shared = process is not None and not any(role.brings for role in process.roles)
    return any(role.brings or (shared and role.rest) for role in roles)


def process_at(sight: Sight) -> Process | None:
    try:
        return processes.process(sight.process)
    except KeyError:
        return None


def field_at(sight: Sight) -> str:
    process = process_at(sight)
    return process.step(sight.step).field if process and process.has_step(sight.step) else "none"


def purposes(me: Peer, sight: Sight, offer: Offer) -> tuple[str, ...]:
    """What a form of the page is for: by the name of its kind, else by what can be done with it, where and by whom."""
    kind, is_client = offer.get("kind"), brings(me, sight)
    if is_client and kind in CLIENT_SAYS:
        return CLIENT_SAYS[kind]
    purpose = _known_kinds().get(kind)
    if purpose is not None:
        return purpose
    if offer.private or offer.dated:
        return NOTE if offer.private else STEP
    process = process_at(sight)
    if process and any(other.replies == kind for other in process.kinds):
        return QUESTION
    return (OF_CLIENT if is_client else OF_OTHERS).get(field_at(sight), ("echo",))


def asks(me: Peer, sight: Sight, offer: Offer) -> bool:
    return purposes(me, sight, offer) == QUESTION


def tells(sight: Sight) -> set[str]:
    process = process_at(sight)
    may = process.step(sight.step).may if process and process.has_step(sight.step) else ()
    return {kind for permit in may for kind in permit.kinds if _known_purpose(kind) == "story"}


def answerable(sight: Sight) -> set[str]:
    process = process_at(sight)
    if process is None or not process.has_step(sight.step) or process.step(sight.step).silent:
        return set()
    writable = {kind for may in process.step(sight.step).may for kind in may.kinds}
    return {kind.replies for kind in process.kinds if kind.replies and kind.id in writable}


# -- where lines come from ---------------------------------------------------------------------------------------------


def _in_my_order(me: Peer, sight: Sight, offer: Offer, wanted: tuple[str, ...]) -> Iterator[CaseLine]:
    """Lines of the case come first; each begins at another one, but the problem is told in order."""
    start = 0.0 if offer.get("kind") in tells(sight) else me.chance(f"line {offer.get('kind')}")
    of_case = lines_of(me.case) if is_about_the_case(me, sight) else {}
    for source in (of_case, anybody(me.screen.language)):
        for purpose in wanted:
            lines = source.get(purpose, ())
            at = int(start * len(lines))
            yield from (*lines[at:], *lines[:at])
            if purpose == "question" and source is of_case and of_case and field_at(sight) == "problem":
                yield from guided(me.case, me)


def _has_said(me: Peer, sight: Sight, line: CaseLine) -> bool:
    return any(text.round == sight.round and text.text.endswith(line.text) for text in me.diary.written)


def _is_needed(sight: Sight, offer: Offer) -> bool:
    process = process_at(sight)
    if process is None or not process.has_step(sight.step):
        return False
    step = process.step(sight.step)
    return bool(step.each) or any(may.least for may in step.may if offer.get("kind") in may.kinds)


@lru_cache(maxsize=64)
def lines_of(case: PlayedCase) -> dict[str, tuple[CaseLine, ...]]:
    """Give the lines of a case by purpose: those written for any process, and what its own steps hold."""
    by_purpose = {purpose: list(lines) for purpose, lines in case.material.items()}
    for (_step, role, kind), lines in case.lines.items():
        purpose = _known_purpose(kind)
        if role != "client" or purpose not in FOR_CLIENT:
            by_purpose.setdefault(purpose, []).extend(lines)
    by_purpose["question"] = [CaseLine(question) for question in case.asked]
    return {purpose: tuple(dict.fromkeys(lines)) for purpose, lines in by_purpose.items()}


def guided(case: PlayedCase, me: Peer) -> Iterable[CaseLine]:
    """Guiding questions about the problem, of the case's own process, for which the case has an answer; the first one asks
    for what has been told by then."""
    step = next(step for step in processes.process(case.process).steps if step.field == "problem")
    asked = me.words.questions.get((case.process, step.id), ())
    return (CaseLine(parts[0]) for parts in asked[1 : len(case.answers(step.id))] if len(parts) == 1)


@cache
def anybody(language: str) -> dict[str, tuple[CaseLine, ...]]:
    material = common_words(language)["material"]
    return {purpose: tuple(CaseLine(text, 24) for text in lines) for purpose, lines in material.items()}


@cache
def common_words(language: str) -> dict[str, Any]:
    """Read what any case can use: `heard` by the kind of a question, `material` by purpose, and `headings` for cards."""
    file = WORDS / f"common.{language}.toml"
    return tomllib.loads((file if file.exists() else WORDS / "common.en.toml").read_text(encoding="utf-8"))


def _known_purpose(kind: str) -> str:
    return _known_kinds().get(kind, (kind,))[0]


@cache
def _known_kinds() -> dict[str, tuple[str, ...]]:
    read = tomllib.loads((WORDS / "purposes.toml").read_text(encoding="utf-8"))["kinds"]
    return {kind: tuple(purposes) for kind, purposes in read.items()}
