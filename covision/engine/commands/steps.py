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
    minutes: int  # fewer when negative


@value
class SpreadTime:
    pass


@value
class AskMoreTime:
    pass


@value
class EndStep:
    step: str  # the one the person saw: two people may decide at once
    # after a round: “round”, “turn” for the next person’s case or “final”; in between: the id of a way
    then: str = ""
    anyway: bool = False  # although something is missing
    ready: int = 0  # how many said they are
    away: tuple[int, ...] = ()  # seats out of reach, as the caller knows from presence


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
    seat: int  # whose turn the person saw: their own, or as holder of the bar somebody else's


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
