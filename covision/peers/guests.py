"""The real people among simulated peers."""

from .person import Person
from .sight import Sight, Someone


def real_people(me: Person, sight: Sight) -> list[Someone]:
    """Those in a rehearsal who are not simulated; nobody where only peers play."""
    return [one for one in sight.people if one.name not in me.table.names] if me.table.newcomer else []
