"""Tables, constraints and querysets; no decisions. Everybody imports from the modules, which are only registered here."""

from . import (
    circles,
    contributions,
    identities,
    journal,
    keys,
    logins,
    meetings,
    pace,
    passkeys,
    people,
    rehearsals,
)

__all__ = [
    "circles",
    "contributions",
    "identities",
    "journal",
    "keys",
    "logins",
    "meetings",
    "pace",
    "passkeys",
    "people",
    "rehearsals",
]
