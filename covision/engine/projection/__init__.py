"""What each viewer may see and do: the meeting as a scene."""

from .project import project

__all__ = ["project"]
