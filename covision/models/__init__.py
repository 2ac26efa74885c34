"""Tables, constraints and querysets; no decisions. Everybody imports from the modules, which are only registered here."""

from . import (
    agreements,
    circles,
    contributions,
    dates,
    identities,
    journal,
    keys,
    learning,
    logins,
    meetings,
    pace,
    passkeys,
    people,
    proposals,
    rehearsals,
)

__all__ = [
    "agreements",
    "circles",
    "contributions",
    "dates",
    "identities",
    "journal",
    "keys",
    "learning",
    "logins",
    "meetings",
    "pace",
    "passkeys",
    "people",
    "proposals",
    "rehearsals",
]
