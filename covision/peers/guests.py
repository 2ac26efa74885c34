"""The real people among simulated peers."""

from covision import processes

from .peer import Peer
from .sight import Sight, Someone


def newcomer_brings(me: Peer) -> bool:
    role = processes.process(me.table.process or me.case.process).role(me.table.role)
    return role is not None and role.brings


def real_people(me: Peer, sight: Sight) -> list[Someone]:
    return (
        [person for person in sight.people if person.name not in me.table.names] if me.table.newcomer else []
    )
