"""Who comes and goes, and who holds the steering bar."""

from .stored import stored_as


@stored_as("person-asked")
class PersonAsked:
    seat: int


@stored_as("person-admitted")
class PersonAdmitted:
    seat: int


@stored_as("person-turned-away")
class PersonTurnedAway:
    seat: int


@stored_as("person-left")
class PersonLeft:
    seat: int


@stored_as("removal-voiced")
class RemovalVoiced:
    seat: int


@stored_as("person-removed")
class PersonRemoved:
    seat: int


@stored_as("agreement-confirmed")
class AgreementConfirmed:
    pass


@stored_as("steering-handed-over")
class SteeringHandedOver:
    seat: int


@stored_as("steering-taken")
class SteeringTaken:
    """The holder had been away."""

    seat: int


@stored_as("steering-taken-back")
class SteeringTakenBack:
    seat: int
