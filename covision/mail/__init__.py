"""Letters: one to one recipient, in plain words and their language, without content and without a trace."""

from .letters import NotSent, is_set_up, send

__all__ = ["NotSent", "is_set_up", "send"]
