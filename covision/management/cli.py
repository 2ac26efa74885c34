"""`covision`: reads the command line and calls one function for it."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured

Commands = Mapping[str, str]  # what each does, by its name, which is also that of its module

COMMANDS = {
    "serve": "serve Covision and say which address to open (also without any arguments)",
    "due": "erase what has passed its keeping time; the server does so by itself every hour",
    "mail": "send a letter that says nothing, to try the settings of the mail server",
    "status": "say how many circles, meetings and accounts there are, and letters that wait; nothing else",
    "backup": "copy the database and the key store into a folder each, while the server runs",
    "restore": "put such copies back into an empty data directory",
    "kit": "write the printed kit of a process into a folder: guide, script, role cards, worksheets, poster",
    "processes": "list the processes with their steps, roles, people, minutes and languages; or check a file",
}
PACKAGES: Mapping[str, Commands] = {"covision.management": COMMANDS}


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str], packages: Mapping[str, Commands] = PACKAGES) -> int:
    """Run the command that the arguments begin with; the status to end the program with."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("serve", [])
    if name in {"-h", "--help", "help"}:
        print(_help(packages))
        return 0
    package = next((package for package, commands in packages.items() if name in commands), "")
    if not package:
        print(f"covision has no command “{name}”.\n\n{_help(packages)}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "covision.settings")
    try:
        django.setup()
    except ImproperlyConfigured as why:
        print(f"Covision cannot start: {why}", file=sys.stderr)
        return 2
    return _command(package, name)(rest)


def _help(packages: Mapping[str, Commands]) -> str:
    lines = [
        f"  {name:<10} {purpose}" for commands in packages.values() for name, purpose in commands.items()
    ]
    return "\n".join(["covision COMMAND [OPTIONS]", "", *lines, "", "covision COMMAND --help tells more."])


def _command(package: str, name: str) -> Callable[[list[str]], int]:
    """Imported late: models can be imported only once Django is set up, and no command waits for another's imports."""
    command: Callable[[list[str]], int] = import_module(f"{package}.{name}").main
    return command
