"""The room's line beside Django: the open stream down, commands up, calling the same actions as the views."""

from .app import application

__all__ = ["application"]
