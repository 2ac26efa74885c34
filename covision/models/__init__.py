"""Tables, constraints and querysets; no decisions. Everybody imports from the modules, which are only registered here."""

from . import (
    agreements,
    cases,
    circles,
    contributions,
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
    turns,
)

__all__ = [
    "agreements",
    "cases",
    "circles",
    "contributions",
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
    "turns",
]
