"""Deciding by consent: how a proposal stands, from the positions members have taken and the rules they agreed on."""

from datetime import datetime
from typing import Literal

from .plain import value

Stand = Literal["consent", "aside", "objection"]
Quorum = Literal["half", "most"]
Silence = Literal["aside", "waits"]
Outcome = Literal["open", "passed", "objected", "lapsed"]


@value
class Rules:
    """What an agreement says about decisions: days to answer, how many have to answer, what silence means."""

    days: int = 7
    quorum: Quorum = "half"
    silence: Silence = "aside"


@value
class Ballot:
    """Who may decide, how they stand, until when; `consents` is the smallest number that has to consent."""

    voters: tuple[int, ...]
    stands: tuple[tuple[int, Stand], ...]
    until: datetime
    consents: int = 1


def outcome(ballot: Ballot, rules: Rules, now: datetime) -> Outcome:
    """This will say where a proposal stands at `now`. Nothing is decided early but what all have answered."""
    stands = [stand for voter, stand in ballot.stands if voter in ballot.voters]
    over = now >= ballot.until
    if "objection" in stands:
        return "objected" if over else "open"
    silent = len(ballot.voters) - len(stands)
    if silent and not over:
        return "open"
    if carried(ballot, rules, len(stands), stands.count("consent")):
        return "passed"
    return "lapsed" if over else "open"


def carried(ballot: Ballot, rules: Rules, answered: int, consents: int) -> bool:
    """Whether enough have answered and enough of them consent; it takes no notice of objections."""
    if rules.silence == "waits" and answered < len(ballot.voters):
        return False
    return answered >= answers_needed(len(ballot.voters), rules) and consents >= ballot.consents


def answers_needed(voters: int, rules: Rules) -> int:
    """Half of those who may decide, or two thirds, rounded up; all of them where silence holds a decision up."""
    if rules.silence == "waits":
        return voters
    return -(-voters // 2) if rules.quorum == "half" else -(-voters * 2 // 3)
