"""What the pages offer to rehearse: written cases with the parts one can play in them."""

from covision import processes
from covision.peers.casebook import Case

from .answers import language


def offer(found: Case) -> dict[str, object]:
    """A case as the library shows it, the part that most people play first."""
    roles = sorted(processes.process(found.process).roles, key=lambda role: not role.rest)
    return {
        "id": found.id,
        "title": found.title,
        "teaser": found.teaser,
        "practise": found.practise,
        "level": found.level,
        "process": str(processes.word(found.process, language(), "title")),
        "roles": [{"id": role.id, "name": _role(found, role.id)} for role in roles],
    }


def _role(found: Case, role: str) -> str:
    return str(processes.word(found.process, language(), "roles", role, "name"))
