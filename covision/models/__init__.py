"""Tables, constraints and querysets; no decisions. Everybody imports from the modules, which are only registered here."""

from . import (
    agreements,
    circles,
    commitments,
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
    sheets,
)

__all__ = [
    "agreements",
    "circles",
    "commitments",
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
    "sheets",
]
