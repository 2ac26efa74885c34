"""`covision rehearse`: plays rehearsals in one go with somebody who acts by chance, and says which came to a dead end."""

import argparse
import time
from collections import Counter
from collections.abc import Sequence

from covision import processes
from covision.peers.casebook import lendable, party
from covision.peers.play import sizes

from .table import HouseTable, Played

ALL = "all"
PROGRESS = 100


def main(arguments: Sequence[str]) -> int:
    """This will play as the command line says; 1 means that a rehearsal came to a dead end or was not repeatable."""
    options = _options(arguments)
    began = time.monotonic()
    failed = 0
    for process in processes.proposed_ids() if options.process == ALL else (options.process,):
        failed += _play(process, options)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def rehearse(process: str, number: int, seed: int) -> Played:
    """This will play one rehearsal: the number chooses case, language and how many take part, the seed everything else."""
    found = processes.process(process)
    cases = lendable(found, "en")
    rest, at = divmod(number, len(cases))
    rest, language = divmod(rest, len(processes.LANGUAGES))
    people = (party(found), *sizes(found))
    return HouseTable(
        cases[at].id,
        processes.LANGUAGES[language],
        seed * 1_000_000 + number,
        process=process,
        people=people[rest % len(people)],
    ).play()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="covision rehearse", description=__doc__)
    parser.add_argument("--process", choices=(*processes.proposed_ids(), ALL), default=ALL)
    parser.add_argument("--meetings", type=int, default=1000, help="how many of each process (1000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first (0)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed, the same meetings (7)")
    parser.add_argument("--again", type=int, default=20, help="play so many a second time and compare (20)")
    parser.add_argument("--tell", action="store_true", help="print everything that was done")
    return parser.parse_args(arguments)


def _play(process: str, options: argparse.Namespace) -> int:
    ended = deeds = stuck = 0
    styles: Counter[str] = Counter()
    for number in range(options.first, options.first + options.meetings):
        played = rehearse(process, number, options.seed)
        ended += played.ended
        deeds += played.deeds
        styles[played.style] += 1
        if options.tell:
            print("\n".join(played.lines))
        if (number + 1 - options.first) % PROGRESS == 0:
            print(f"{process}: {ended} of {number + 1 - options.first} so far", flush=True)
        if not played.ended:
            stuck += 1
            print(f"number {number}: dead end at {played.place}: {played}")
        if number - options.first < options.again and _differs(process, number, options.seed, played):
            stuck += 1
            print(f"number {number} was not the same a second time")
    told = ", ".join(f"{style} {many}" for style, many in sorted(styles.items()))
    print(f"{process}: {ended} of {options.meetings} played to the end, {deeds} deeds ({told})")
    return stuck


def _differs(process: str, number: int, seed: int, played: Played) -> bool:
    return rehearse(process, number, seed).digest != played.digest
