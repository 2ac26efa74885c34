"""A process run alone: one person has every role, and the help of others becomes questions they ask themselves."""

from dataclasses import replace

from .plain import value
from .process import EVERYONE, Mark, May, Process, Question, Role, Step

SUFFIX = "/alone"


@value
class AloneStep:
    id: str
    kinds: tuple[str, ...]  # what one writes in it, in this order
    # of the process, or changes of perspective under ids of their own; empty: the leader's and the client's
    questions: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()  # shown at the top in place of the process's


@value
class Projection:
    """How a process is run alone: the steps that stay, in the order of the process."""

    steps: tuple[AloneStep, ...]


def run_alone(process: Process, projection: Projection) -> Process:
    """The process that a single person follows: its one role is the client's, so that the words for it exist;
    kinds, limits, fields and times stay."""
    role = _mine(process)
    steps = tuple(
        _step(process, process.step(alone_step.id), alone_step, role.id) for alone_step in projection.steps
    )
    written = {kind for step in steps for may in step.may for kind in may.kinds}
    return Process(
        id=process.id + SUFFIX,
        version=process.version,
        case=process.case,
        least=1,
        roles=(replace(role, least=1, most=1, rest=False, brings=True, steers=True, apart=False, beside=()),),
        kinds=tuple(kind for kind in process.kinds if kind.id in written),
        steps=steps,
    )


def without_clock(process: Process) -> Process:
    return replace(process, steps=tuple(replace(step, minutes=0) for step in process.steps))


def _mine(process: Process) -> Role:
    brings = [role for role in process.roles if role.brings]
    return (brings or [role for role in process.roles if role.steers] or list(process.roles))[0]


def _step(process: Process, step: Step, alone_step: AloneStep, role: str) -> Step:
    kinds = {question.id: question.kind for question in step.questions}
    asked = alone_step.questions or tuple(q.id for q in step.questions if _is_for_me(process, q, role))
    return replace(
        step,
        act=None,
        silent=False,
        each_round=False,
        may=(May(role, alone_step.kinds),),
        marks=tuple(_own(mark, role) for mark in step.marks),
        outputs=tuple(kind for kind in step.outputs if kind in alone_step.kinds),
        carried=alone_step.carried or step.carried,
        questions=tuple(
            Question(id, role, kind if (kind := kinds.get(id, "")) in alone_step.kinds else "")
            for id in asked
        ),
    )


def _is_for_me(process: Process, question: Question, role: str) -> bool:
    asking_role = process.role(question.role)
    return question.role in {role, EVERYONE} or (asking_role is not None and asking_role.steers)


def _own(mark: Mark, role: str) -> Mark:
    return replace(mark, by=(role,), hidden=False)
