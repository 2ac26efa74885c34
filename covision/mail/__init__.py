"""Letters: one to one recipient, in plain words and their language, without content and without a trace."""

from .boxes import Letter
from .carrier import carry, finish, look_again, rest, wake
from .letters import NotSent, is_set_up, send
from .outbox import is_held_up, post, waiting

__all__ = [
    "Letter",
    "NotSent",
    "carry",
    "finish",
    "is_held_up",
    "is_set_up",
    "look_again",
    "post",
    "rest",
    "send",
    "waiting",
    "wake",
]
