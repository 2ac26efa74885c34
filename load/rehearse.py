"""`./run rehearse`: plays rehearsals in one go with somebody who acts by chance, and says which came to a dead end."""

import argparse
import multiprocessing
import os
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from covision import processes
from covision.languages import LANGUAGES
from covision.peers.casebook import lendable, party
from load.play import sizes

from .house_table import HouseTable, PlayedRehearsal

ALL = "all"
PROGRESS = 100
Game = tuple[str, int, int, bool]  # process, number, seed, whether to play it twice
Outcome = tuple[PlayedRehearsal | str, bool]  # or what it broke on; whether it was the same a second time


def main(arguments: Sequence[str]) -> int:
    """Play as the command line says; 1 means that a rehearsal came to a dead end or was not repeatable."""
    options = _options(arguments)
    began = time.monotonic()
    failed = 0
    for process in processes.proposed_ids() if options.process == ALL else (options.process,):
        failed += _play(process, options)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def rehearse(process: str, number: int, seed: int) -> PlayedRehearsal:
    """Play one rehearsal: the number chooses case, language and how many take part, the seed everything else."""
    played_process = processes.process(process)
    cases = lendable(played_process, "en")
    rest, at = divmod(number, len(cases))
    rest, language = divmod(rest, len(LANGUAGES))
    usual, (smallest, *largest) = party(played_process), sizes(played_process)
    people = (usual, smallest, usual, smallest, *largest)  # the largest take long and are seen often enough
    return HouseTable(
        cases[at].id,
        LANGUAGES[language],
        seed * 1_000_000 + number,
        process=process,
        people=people[rest % len(people)],
    ).play()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run rehearse", description=__doc__)
    parser.add_argument("--process", choices=(*processes.proposed_ids(), ALL), default=ALL)
    parser.add_argument("--meetings", type=int, default=1000, help="how many of each process (1000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first (0)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed, the same meetings (7)")
    parser.add_argument("--again", type=int, default=20, help="play so many a second time and compare (20)")
    parser.add_argument(
        "--workers", type=int, default=1, help="how many play at once, at most one a core (1)"
    )
    parser.add_argument("--tell", action="store_true", help="print everything that was done")
    return parser.parse_args(arguments)


def _play(process: str, options: argparse.Namespace) -> int:
    tally = _Tally(process, options.meetings)
    numbers = range(options.first, options.first + options.meetings)
    games = [(process, number, options.seed, number - options.first < options.again) for number in numbers]
    for number, (played, repeatable) in zip(numbers, _all_played(games, options.workers), strict=True):
        if isinstance(played, str):
            tally.add_broken(number, played)
            continue
        if options.tell:
            print("\n".join(played.lines))
        tally.add(number, played, repeatable)
    print(tally, flush=True)
    return tally.failed


def _all_played(games: Sequence[Game], workers: int) -> Iterator[Outcome]:
    at_once = min(workers, os.cpu_count() or 1)
    if at_once <= 1:
        yield from map(_played, games)
        return
    with ProcessPoolExecutor(at_once, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_played, games, chunksize=5)


def _played(game: Game) -> Outcome:
    """One rehearsal, and whether it is the same when it is played once more; most are not played again. One that breaks
    does not keep the others from being played."""
    process, number, seed, again = game
    try:
        played = rehearse(process, number, seed)
        return played, not again or rehearse(process, number, seed).digest == played.digest
    except Exception:  # whatever it was, it is a fault, and the number says how to see it again
        return traceback.format_exc(), True


class _Tally:
    """How many of a process came to their end, and a line for each that did not."""

    def __init__(self, process: str, wanted: int) -> None:
        self.process, self.wanted = process, wanted
        self.played = self.ended = self.deeds = self.failed = 0
        self.styles: Counter[str] = Counter()

    def add(self, number: int, played: PlayedRehearsal, repeatable: bool) -> None:
        self.played += 1
        self.ended += played.ended
        self.deeds += played.deeds
        self.styles[played.style] += 1
        self.failed += (not played.ended) + (not repeatable)
        if not played.ended:
            print(f"number {number}: dead end at {played.place}: {played}")
        if not repeatable:
            print(f"number {number} was not the same a second time")
        if self.played % PROGRESS == 0:
            print(f"{self.process}: {self.ended} of {self.played} so far", flush=True)

    def add_broken(self, number: int, why: str) -> None:
        self.played += 1
        self.failed += 1
        print(f"number {number} broke:\n{why}", flush=True)

    def __str__(self) -> str:
        styles = ", ".join(f"{style} {many}" for style, many in sorted(self.styles.items()))
        return (
            f"{self.process}: {self.ended} of {self.wanted} played to the end, {self.deeds} deeds ({styles})"
        )
