"""What a command leads to: events, or a refusal with a reason."""

from .decide import decide as decide
