"""`covision`: reads the command line and calls one function for it."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured

COMMANDS = {
    "serve": "serve Covision and say which address to open (also without any arguments)",
    "play": "let simulated peers play whole meetings, and say what was lost (nothing should be)",
    "bench": "measure how long commands take from hand to eyes, and what a line costs",
    "rehearse": "play rehearsals in one go with somebody who acts by chance, and look for dead ends",
    "due": "erase what has passed its keeping time; the server does so by itself every hour",
    "mail": "send a letter that says nothing, to try the settings of the mail server",
    "status": "say how many circles, meetings and accounts there are, and letters that wait; nothing else",
    "backup": "copy the database and the key store into a folder each, while the server runs",
    "restore": "put such copies back into an empty data directory",
    "matrix": "ask every address as every kind of person, and say where an answer differs from the table",
    "kit": "write the printed kit of a process into a folder: guide, script, role cards, worksheets, poster",
    "hints": "say how well the rules of hints agree with the labelled sentences, a line per rule and language",
    "processes": "list the processes with their steps, roles, people, minutes and languages; or check a file",
}


def main() -> None:
    """This will run the command named on the command line and end the program with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("serve", [])
    if name in {"-h", "--help", "help"}:
        print(_help())
        return 0
    if name not in COMMANDS:
        print(f"covision has no command “{name}”.\n\n{_help()}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "covision.settings")
    try:
        django.setup()
    except ImproperlyConfigured as why:
        print(f"Covision cannot start: {why}", file=sys.stderr)
        return 2
    return _command(name)(rest)


def _help() -> str:
    lines = [f"  {name:<10} {what}" for name, what in COMMANDS.items()]
    return "\n".join(["covision COMMAND [OPTIONS]", "", *lines, "", "covision COMMAND --help tells more."])


def _command(name: str) -> Callable[[list[str]], int]:
    """Imported late: models can be imported only once Django is set up, and no command waits for another's imports."""
    home = {"play": "covision.peers.play", "bench": "covision.peers.bench"}.get(
        name, f"covision.management.{name}"
    )
    found: Callable[[list[str]], int] = import_module(home).main
    return found
