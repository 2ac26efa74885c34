"""A human mistake that a case asks for, as its file tells it."""

from covision.engine.plain import value


@value
class Mistake:
    what: str
    who: str = ""  # of the cast
    role: str = ""  # or with this part
    steps: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()  # the kinds that have to be heard for it to end
    then: tuple[str, ...] = ()  # what is said after that
    asks: tuple[str, ...] = ()  # how a peer helps out where nobody else does: lines that name or stop it
