"""Rules of a step that move people: ways elsewhere, turns around the circle, groups that work apart."""

from .plain import value

GROUP = "group"


@value
class Way:
    id: str
    to: str
    # decides: a role, the “group” (more than half wish for it), or whoever holds the bar where it is empty
    by: str = ""
    most: int = 0  # times in a round; 0: without limit


@value
class Turns:
    """Once around the circle: the people with `role`, one after the other."""

    role: str
    kinds: tuple[str, ...]
    each: int = 1  # contributions of `kinds`
    passing: bool = True  # one may pass


@value
class Groups:
    """People work apart; what a group writes the others see once the step is over."""

    size: int  # about so many people
    roles: tuple[str, ...]
    reports: tuple[str, ...] = ()  # kinds of which each group writes exactly one: what it brings back to all
