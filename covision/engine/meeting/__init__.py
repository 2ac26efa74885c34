"""A meeting as the sum of what happened, and what it is made of."""

from .meeting import Meeting, has_had_turn, said_in_turn, turn_of, turns_to_come
from .values import NOBODY, Card, GivenMark, Grouping, Move, Place, Round, Seat, Standing, StepClock, Visit

__all__ = (
    "NOBODY",
    "Card",
    "GivenMark",
    "Grouping",
    "Meeting",
    "Move",
    "Place",
    "Round",
    "Seat",
    "Standing",
    "StepClock",
    "Visit",
    "has_had_turn",
    "said_in_turn",
    "turn_of",
    "turns_to_come",
)
