"""Deciding by consent: how a proposal stands, from the positions members have taken and the rules they agreed on."""

from datetime import datetime
from typing import Literal

from .plain import value

Stand = Literal["consent", "aside", "objection"]
Position = tuple[int, Stand]  # the voter's id and stand
Quorum = Literal["half", "most"]
Silence = Literal["aside", "waits"]
Outcome = Literal["open", "passed", "objected", "lapsed"]


@value
class Rules:
    """What an agreement says about decisions."""

    days: int = 7  # to answer
    quorum: Quorum = "half"  # how many have to answer
    silence: Silence = "aside"  # what it means that somebody does not answer


@value
class Ballot:
    voters: tuple[int, ...]  # who may decide
    stands: tuple[Position, ...]
    until: datetime
    consents: int = 1  # the fewest that have to consent


def outcome(ballot: Ballot, rules: Rules, now: datetime) -> Outcome:
    """Nothing is decided before `until` unless everybody has answered."""
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
    if rules.silence == "waits" and answered < len(ballot.voters):
        return False
    return answered >= answers_needed(len(ballot.voters), rules) and consents >= ballot.consents


def answers_needed(voters: int, rules: Rules) -> int:
    """Half of the voters, or two thirds, rounded up; all of them where silence holds a decision up."""
    if rules.silence == "waits":
        return voters
    return -(-voters // 2) if rules.quorum == "half" else -(-voters * 2 // 3)
