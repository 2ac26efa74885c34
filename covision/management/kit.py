"""`covision kit`: writes the printed kit of a process into a folder."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from covision import processes
from covision.kit.describe import describe
from covision.kit.printing import DOCUMENTS, PAPERS, pdf
from covision.languages import LANGUAGES


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="covision kit", description=__doc__)
    parser.add_argument("process", choices=processes.live_ids(), help="the process to print")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the language (en)")
    parser.add_argument("--format", choices=PAPERS, default="a4", help="the size of the paper (a4)")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder to write to (the present one)")
    options = parser.parse_args(arguments)
    try:
        for file in _write(options.process, options.language, options.format, options.out):
            print(file)
    except OSError as why:
        print(f"{options.out} cannot be written to: {why.strerror}.", file=sys.stderr)
        return 1
    return 0


def _write(id: str, language: str, paper: str, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for document in DOCUMENTS:
        file = folder / f"{id}-{document}-{language}-{paper}.pdf"
        file.write_bytes(pdf(describe(id, language), document, "a5" if paper == "a5" else "a4"))
        written.append(file)
    return written
