"""A human mistake that a case asks for, as its file tells it."""

from covision.engine.plain import value


@value
class Mistake:
    """`what` goes wrong, by `who` of the cast or whoever has the `role`, in which `steps`; `says` are the lines for it,
    `yields` what has to be heard for it to end, `then` what is said after that. `asks` is how a peer helps
    out where nobody else does: the line that names or stops it."""

    what: str
    who: str = ""
    role: str = ""
    steps: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
