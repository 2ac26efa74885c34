"""Letters: one to one recipient, in plain words and their language, without content and without a trace."""

from .letters import NotSent, is_set_up, send
from .post import Letter, finish, post

__all__ = ["Letter", "NotSent", "finish", "is_set_up", "post", "send"]
