"""What a command leads to: events, or a refusal with a reason."""

from .decide import decide

__all__ = ["decide"]
