"""A meeting as the sum of what happened, and what it is made of."""

from .meeting import Meeting, has_had_turn, said_in_turn, turn_of, turns_to_come
from .values import NOBODY, Card, Clock, Given, Grouping, Move, Place, Round, Seat, Standing, Visit

__all__ = (
    "NOBODY",
    "Card",
    "Clock",
    "Given",
    "Grouping",
    "Meeting",
    "Move",
    "Place",
    "Round",
    "Seat",
    "Standing",
    "Visit",
    "has_had_turn",
    "said_in_turn",
    "turn_of",
    "turns_to_come",
)
