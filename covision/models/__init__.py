"""Tables, constraints and querysets; no decisions. Everybody imports from the modules, which are only registered here."""

from . import circles, contributions, journal, keys, learning, logins, meetings, people, rehearsals

__all__ = [
    "circles",
    "contributions",
    "journal",
    "keys",
    "learning",
    "logins",
    "meetings",
    "people",
    "rehearsals",
]
