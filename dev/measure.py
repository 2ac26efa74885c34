"""How the code reads, in figures: sizes, names that say nothing, docstrings, terms. Run it by `dev/python dev.measure`."""

import ast
import io
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

from dev.uv import ROOT

EMPTY_NAMES = frozenset(
    [
        "found",
        "there",
        "one",
        "own",
        "said",
        "known",
        "made",
        "held",
        "shown",
        "mine",
        "here",
        "told",
        "gone",
        "theirs",
        "meant",
        "whole",
    ]
)
MOST_EMPTY = 0.5  # percent of all name occurrences in a package
MOST_LINES = 32_000  # of covision/ without migrations
TREES = ("covision", "load", "dev", "tests")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> None:
    sources = {tree: list(read(tree)) for tree in TREES if (ROOT / tree).exists()}
    for tree, modules in sources.items():
        describe(tree, modules)
    print("\nEmpty names, in percent of all name occurrences")
    shares = dict(empty_shares(module for modules in sources.values() for module in modules))
    for package, (empty, names) in sorted(shares.items()):
        print(f"  {package:24} {100 * empty / names:5.2f}   {empty} of {names}")
    scripts = [len(file.read_text().splitlines()) for file in (ROOT / "covision/static").rglob("*.js")]
    print(f"\nScripts: {len(scripts)}, median {median(scripts):.0f} lines, longest {max(scripts)}")
    print(f"Terms in docs/concepts.md: {len(terms())}, in {len(concepts())} lines")
    lines = sum(len(module.lines) for module in sources["covision"])
    empty, names = map(sum, zip(*shares.values(), strict=True))
    if lines > MOST_LINES or 100 * empty / names > MOST_EMPTY:
        sys.exit(f"Goals: at most {MOST_LINES} lines in covision/, at most {MOST_EMPTY} % empty names.")


class Module:
    def __init__(self, file: Path) -> None:
        source = file.read_text(encoding="utf-8")
        self.path = file.relative_to(ROOT)
        self.lines = source.splitlines()
        self.tree = ast.parse(source)
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        self.comments = sum(token.type == tokenize.COMMENT for token in tokens)

    @property
    def package(self) -> str:
        return "/".join(self.path.parts[:2]) if len(self.path.parts) > 2 else self.path.parts[0]

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[str]:
        return (node.name for node in self.tree.body if isinstance(node, ast.ClassDef))

    def names(self) -> Iterator[str]:
        """Each occurrence of an identifier."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    yield name
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    yield name
                case ast.keyword(arg=str(name)):
                    yield name
                case _:
                    pass


def read(tree: str) -> Iterator[Module]:
    for file in sorted((ROOT / tree).rglob("*.py")):
        if "migrations" not in file.parts:
            yield Module(file)


def describe(tree: str, modules: list[Module]) -> None:
    sizes = [len(module.lines) for module in modules]
    functions = [function for module in modules for function in module.functions()]
    lengths = [(function.end_lineno or function.lineno) - function.lineno + 1 for function in functions]
    docstrings = [text for function in functions if (text := ast.get_docstring(function))]
    twice = {name for name, places in Counter(class_places(modules)).items() if places > 1}
    comments = sum(module.comments for module in modules)
    print(f"\n{tree}/: {len(sizes)} files, {sum(sizes)} lines")
    print(f"  lines of a file: median {median(sizes):.0f}, p90 {p90(sizes)}, longest {max(sizes)}")
    print(f"  lines of a function: median {median(lengths):.0f}, p90 {p90(lengths)}")
    print(f"  functions with a docstring: {100 * len(docstrings) / len(functions):.0f} %", end="")
    print(f" (begin with “This will”: {sum(text.startswith('This will') for text in docstrings)})")
    print(f"  comments in 100 lines: {100 * comments / sum(sizes):.1f}")
    print(f"  class names in two modules or more: {len(twice)} {' '.join(sorted(twice))}")
    if tree == "tests":
        tests = [length for function, length in zip(functions, lengths, strict=True) if is_test(function)]
        print(f"  tests: {len(tests)}, median {median(tests):.0f} lines")


def class_places(modules: Iterable[Module]) -> Iterator[str]:
    return (name for module in modules for name in set(module.classes()))


def is_test(function: Function) -> bool:
    return function.name.startswith("test_")


def p90(figures: list[int]) -> int:
    return sorted(figures)[len(figures) * 9 // 10]


def empty_shares(modules: Iterable[Module]) -> dict[str, tuple[int, int]]:
    """Of each package how many names are empty, and how many there are."""
    empty, names = Counter[str](), Counter[str]()
    for module in modules:
        for name in module.names():
            names[module.package] += 1
            empty[module.package] += name in EMPTY_NAMES
    return {package: (empty[package], names[package]) for package in names}


def concepts() -> list[str]:
    return (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8").splitlines()


def terms() -> list[str]:
    """What stands in the first column of the table of words."""
    rows = [line for line in concepts() if re.match(r"\| [^|]+ \| [^|]+ \|$", line)]
    return [term for row in rows if "| word |" not in row for term in row.split("|")[1].split(",")]


if __name__ == "__main__":
    main()
