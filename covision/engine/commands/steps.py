"""Leading on, and the clock."""

from covision.engine.plain import value


@value
class StartClock:
    pass


@value
class PauseClock:
    pass


@value
class AddTime:
    """Minutes more, or fewer when negative."""

    minutes: int


@value
class SpreadTime:
    pass


@value
class AskMoreTime:
    pass


@value
class EndStep:
    """On to what comes next. `step` guards against two people deciding at once: it names the step the person saw.
    `then`: after a round, “round” for one more, “turn” for the next person's case or “final”; in between, the id of a way.
    `anyway`: go on although something is missing. `ready` counts those who said they are; `away` are the seats out of
    reach, which the caller knows from presence."""

    step: str
    then: str = ""
    anyway: bool = False
    ready: int = 0
    away: tuple[int, ...] = ()


@value
class WishWay:
    step: str
    way: str


@value
class DropWish:
    step: str
    way: str


@value
class EndTurn:
    """`seat` is the one whose turn the person saw; her own, or as holder of the bar somebody else's."""

    seat: int


@value
class AgreeToGoOn:
    step: str


@value
class GoBack:
    step: str
    ready: int = 0


@value
class UndoStep:
    pass
