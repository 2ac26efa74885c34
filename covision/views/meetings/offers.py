"""What the pages offer to rehearse: processes, and written cases with the parts one can play in them."""

from django.utils.translation import gettext as _

from covision import processes
from covision.engine.process import Process
from covision.kit.describe import describe
from covision.peers.casebook import WrittenCase
from covision.views.http.wording import language, word


def offer(case: WrittenCase) -> dict[str, object]:
    return {
        "id": case.id,
        "title": case.title,
        "teaser": case.teaser,
        "practise": case.practise,
        "level": case.level,
        "process": str(word(case.process, "title")),
        "roles": [{"id": id, "name": name} for id, name in parts(processes.process(case.process))],
    }


def parts(process: Process) -> list[tuple[str, str]]:
    """The roles of a process with their names, the one that most people play first."""
    roles = sorted(process.roles, key=lambda role: not role.rest)
    return [(role.id, str(word(process.id, "roles", role.id, "name"))) for role in roles]


def grouped() -> list[dict[str, object]]:
    """All processes by how used to one another's coaching a group should be; those first that are proposed first."""
    titles = {
        "proposed": _("To begin with"),
        "none": _("Without any practice"),
        "some": _("With some practice"),
        "much": _("With much practice"),
    }
    library = [processes.process(id) for id in processes.proposed_ids()]
    groups: list[dict[str, object]] = [
        {
            "title": title,
            "processes": [
                describe(process.id, language())
                for process in library
                if group == ("proposed" if process.proposed else process.fit.experience)
            ],
        }
        for group, title in titles.items()
    ]
    return [group for group in groups if group["processes"]]
