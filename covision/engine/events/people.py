"""Who comes and goes, and who holds the steering bar."""

from covision.engine.plain import value


@value
class PersonAsked:
    seat: int


@value
class PersonAdmitted:
    seat: int


@value
class PersonTurnedAway:
    seat: int


@value
class PersonLeft:
    seat: int


@value
class RemovalVoiced:
    seat: int


@value
class PersonRemoved:
    seat: int


@value
class AgreementConfirmed:
    pass


@value
class SteeringHandedOver:
    seat: int


@value
class SteeringTaken:
    """The holder had been away."""

    seat: int


@value
class SteeringTakenBack:
    seat: int
