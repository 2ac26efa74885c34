"""`./run play`: simulated peers hold whole meetings through the front door, and what was acknowledged is counted.

Measured is the way of a contribution: from the moment its author's browser sends the command, over the acknowledgement,
to the moment it has arrived on the pushed lines of all others in the room. What nobody else may see yet is not measured.
Lost is what was acknowledged and is not exactly once on a fresh page of its author and of another member afterwards.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

from covision import processes
from covision.engine.process import Process
from covision.languages import LANGUAGES
from covision.peers import script

from .hand_clock import HandClock
from .played_meeting import Gate, Outcome, Plan, meet
from .player import PlayTime
from .server_process import ServerProcess

ALL = "all"
USUAL = 6
AT_ONCE = 4
STRIDE = 2.0  # seconds by which time is moved at once in meetings that Covision leads
PUSHES_COME = 0.005  # seconds in which what has changed on the server reaches the pages
FOUR = 4
CONCEPTS = ("concept-1", "concept-2")
TAKES_OVER = "resources"


def main(argv: Sequence[str]) -> int:
    """Play as the command line says; 1 means that something was lost, differed or did not end."""
    options = _options(argv)
    outcomes = asyncio.run(_play(options))
    summary = summarise(outcomes)
    _say(_summary_line(summary))
    if options.json:
        detail = [asdict(outcome) | {"answered": [], "eyes": []} for outcome in outcomes]
        Path(options.json).write_text(json.dumps({**summary, "detail": detail}, indent=1), encoding="utf-8")
    return 0 if _all_is_well(outcomes) else 1


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The numbers of a play; times in milliseconds."""
    eyes = sorted(second for outcome in outcomes for second in outcome.eyes)
    return {
        "meetings": sum(outcome.ended for outcome in outcomes),
        "commands": sum(outcome.commands for outcome in outcomes),
        "refused": sum(len(outcome.refused) for outcome in outcomes),
        "lost": sum(len(outcome.lost) for outcome in outcomes),
        "differs": sum(len(outcome.differs) for outcome in outcomes),
        "seen": len(eyes),
        **{f"p{rank}_ms": round(percentile(eyes, rank) * 1000, 1) for rank in (50, 95, 99)},
    }


def percentile(ordered: Sequence[float], rank: float) -> float:
    """The value below which `rank` percent lie; 0 where there is none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * rank / 100))] if ordered else 0.0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run play", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--process", choices=(*processes.proposed_ids(), ALL), default="concept-1")
    parser.add_argument("--seed", type=int, default=7, help="the same seed, the same peers (7)")
    parser.add_argument("--rooms", type=int, default=1, help="how many meetings at the same time (1)")
    parser.add_argument(
        "--people",
        type=int,
        default=0,
        help="how many people in each (6; with all, the smallest and largest group)",
    )
    parser.add_argument("--rounds", type=int, default=1, choices=(1, 2, 3))
    parser.add_argument(
        "--pace", type=float, default=0, help="1 as people are, 2 twice as fast, 0 without waiting (0)"
    )
    parser.add_argument("--language", choices=(*LANGUAGES, "mixed"), default="")
    parser.add_argument("--minutes", type=float, default=0, help="give up after so long")
    parser.add_argument("--url", default="", help="play on a running server instead of one of its own")
    parser.add_argument(
        "--kill", type=int, nargs="?", const=1, default=0, help="kill -9 the own server so often"
    )
    parser.add_argument(
        "--led",
        action="store_true",
        help="four people each, led by Covision and by nobody else, while time goes on as soon as nobody waits",
    )
    parser.add_argument("--json", default="", help="write the numbers to this file")
    options = parser.parse_args(argv)
    if (options.kill or options.led) and options.url:
        parser.error("--kill and --led work on a server of one's own only")
    return options


async def _play(options: argparse.Namespace) -> list[Outcome]:
    plans = _plans(options)
    gate = Gate(len(plans), options.rounds)
    if options.url:
        return await _hold(options.url, plans, gate, PlayTime())
    async with ServerProcess(by_hand=options.led) as server:
        clock = HandClock()
        time = PlayTime(clock) if options.led else PlayTime()
        beside = _move(clock, time, server) if options.led else _outages(server, options, gate)
        happening = asyncio.create_task(beside)
        outcomes = await _hold(server.url, plans, gate, time)
        happening.cancel()
        await asyncio.gather(happening, return_exceptions=True)
        complaints = server.complaints()
    if complaints and not _all_is_well(outcomes):
        _say(f"The server said:\n{complaints}")
    return outcomes


def _plans(options: argparse.Namespace) -> list[Plan]:
    if options.led:
        return _led(options)
    games = _games(options)
    minutes = options.minutes or (150 if options.pace else 30)
    return [
        Plan(
            case=_case_for(process),
            process=process,
            index=index,
            seed=options.seed,
            people=people,
            pace=options.pace,
            language=language,
            minutes=minutes,
        )
        for index in range(max(options.rooms, len(games)))
        for process, people, language in [games[index % len(games)]]
    ]


def _led(options: argparse.Namespace) -> list[Plan]:
    """Both concepts in each language, and each once more with somebody who takes the bar in the middle and gives it back."""
    games = [(process, language, "") for process in CONCEPTS for language in LANGUAGES]
    games += [(process, "mixed", TAKES_OVER) for process in CONCEPTS]
    return [
        Plan(
            case=_case_for(process),
            process=process,
            index=index,
            seed=options.seed,
            people=FOUR,
            pace=1,
            language=language,
            minutes=options.minutes or 60,
            led=True,
            takes_over=takes_over,
        )
        for index, (process, language, takes_over) in enumerate(games)
    ]


def _games(options: argparse.Namespace) -> list[tuple[str, int, str]]:
    """What is played, with how many people, in which language: all processes with the smallest and the largest group
    that each is made for, in every language, unless the command line says otherwise."""
    if options.process != ALL:
        return [(options.process, options.people or USUAL, options.language or "en")]
    languages = (options.language,) if options.language else LANGUAGES
    return [
        (id, people, language)
        for id in processes.proposed_ids()
        for people in ((options.people,) if options.people else sizes(processes.process(id)))
        for language in languages
    ]


def sizes(process: Process) -> tuple[int, ...]:
    """The smallest and the largest group a process is made for; a few more people where it names no largest one."""
    return tuple(dict.fromkeys((process.least, process.fit.most or process.least + 3)))


def _case_for(process: str) -> str:
    """The case written for a process, or one about the same sort of problem for somebody to bring."""
    case = processes.process(process).case
    written_for = [case_file for case_file in script.cases("en") if case_file.process == process]
    alike = [
        case_file for case_file in script.cases("en") if processes.process(case_file.process).case == case
    ]
    return (written_for or alike or script.cases("en"))[0].id


async def _hold(url: str, plans: Sequence[Plan], gate: Gate, time: PlayTime) -> list[Outcome]:
    """All at the same time; the games of a whole library a few at a time."""
    many = len({plan.process for plan in plans}) > 1
    free = asyncio.Semaphore(AT_ONCE if many else len(plans))

    async def hold(plan: Plan) -> Outcome:
        async with free:
            outcome = await meet(url, plan, Gate(1, gate.rounds) if many else gate, time)
        _say(_line(outcome))
        return outcome

    return list(await asyncio.gather(*(hold(plan) for plan in plans)))


async def _move(clock: HandClock, time: PlayTime, server: ServerProcess) -> None:
    """Time goes on for the server and for those who play on it, but never while somebody waits for an answer: however slow
    the machine is, everybody comes to do as much in a minute."""
    while True:
        await server.forward(STRIDE)
        clock.forward(STRIDE)
        await asyncio.sleep(PUSHES_COME)
        while time.asking:
            await asyncio.sleep(PUSHES_COME)


async def _outages(server: ServerProcess, options: argparse.Namespace, gate: Gate) -> None:
    """At chance moments after all have come in, the server dies and comes back."""
    rng = Random(options.seed)
    await gate.all_in.wait()
    for _ in range(options.kill):
        await asyncio.sleep(0.5 + rng.random() * (2 + 0.5 * options.rooms))
        await server.kill_and_restart()
        _say(f"killed and restarted ({server.kills})")


def _line(outcome: Outcome) -> str:
    state = "ended" if outcome.ended else f"did not end: {outcome.stuck}"
    parts = [
        f"meeting {outcome.index + 1} ({outcome.played}) {state} after {outcome.seconds:.1f} s, {outcome.commands} commands"
    ]
    for name, entries in (("refused", outcome.refused), ("lost", outcome.lost), ("differs", outcome.differs)):
        if entries:
            parts.append(f"{name} {len(entries)}: " + "; ".join(entries[:4]))
    return ", ".join(parts)


def _summary_line(summary: dict[str, float]) -> str:
    counts = ", ".join(f"{name} {summary[name]:.0f}" for name in ("meetings", "commands", "refused", "lost"))
    return counts + "".join(f", p{rank} {summary[f'p{rank}_ms']:.1f} ms" for rank in (50, 95, 99))


def _all_is_well(outcomes: Sequence[Outcome]) -> bool:
    return all(outcome.ended and not outcome.lost and not outcome.differs for outcome in outcomes)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
