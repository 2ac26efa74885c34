"""Rules of a step that move people: ways elsewhere, turns around the circle, groups that work apart."""

from .plain import value

GROUP = "group"


@value
class Way:
    """A way from a step to the step `to`, taken at most `most` times in a round (0: without limit).

    `by` decides: whoever holds the bar where it is empty, the people with this role, or the “group”, of whom more than
    half have to wish for it. The others may wish for it as well, which the page shows.
    """

    id: str
    to: str
    by: str = ""
    most: int = 0


@value
class Turns:
    """Once around the circle: the people with `role`, one after the other, each with `each` contributions of `kinds`.
    With `passing` one may pass."""

    role: str
    kinds: tuple[str, ...]
    each: int = 1
    passing: bool = True


@value
class Groups:
    """The people with `roles` work in groups of about `size`; what a group writes the others see once the step is over.
    Of the kinds in `reports` each group is expected to write one, and writes no more: what it brings back to all."""

    size: int
    roles: tuple[str, ...]
    reports: tuple[str, ...] = ()
