"""A meeting as the sum of what happened, and what it is made of."""

from .meeting import Meeting as Meeting
from .meeting import said_in_turn as said_in_turn
from .meeting import turn_of as turn_of
from .meeting import turns_to_come as turns_to_come
from .values import NOBODY as NOBODY
from .values import Card as Card
from .values import GivenMark as GivenMark
from .values import Grouping as Grouping
from .values import HelpVoice as HelpVoice
from .values import LogEntry as LogEntry
from .values import Move as Move
from .values import Place as Place
from .values import Round as Round
from .values import Seat as Seat
from .values import Standing as Standing
from .values import StepClock as StepClock
from .values import TurnOver as TurnOver
from .values import Visit as Visit
from .values import WayWish as WayWish
