"""What binds all members of a circle: proposals, and how each member stands to them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .agreements import Agreement
from .circles import Application, Circle, Membership
from .constraints import Constraints, check, unique
from .dates import Appointment
from .ids import random_id
from .own_processes import OwnVersion


class Proposal(models.Model):
    class Kind(models.TextChoices):
        ADMIT = "admit"
        REMOVE = "remove"
        AGREEMENT = "agreement"
        DISSOLVE = "dissolve"
        OBSERVER = "observer"
        PROCESS = "process"
        GIVE_UP = "give-up"

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    state = models.CharField(max_length=9, default="open")
    # a change makes a new one, to which everybody takes a position anew
    draft = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    application = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="proposals")
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, related_name="+")
    appointment = models.ForeignKey(Appointment, models.SET_NULL, null=True, related_name="proposals")
    # by what the circle is to work, or no longer
    process_id = models.CharField(max_length=40, blank=True, default="")
    # if that is a version of its own
    own_version = models.ForeignKey(OwnVersion, models.SET_NULL, null=True, related_name="proposals")
    why = models.CharField(max_length=22, blank=True, default="")  # reference of a sealed text
    put = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("proposals_are_numbered", "circle", "number"),
            unique(
                "one_open_proposal_of_a_kind",
                "circle",
                "kind",
                condition=Q(state="open", kind__in=["agreement", "dissolve"]),
            ),
            unique("one_open_removal_of_a_member", "about", condition=Q(state="open", kind="remove")),
            unique(
                "one_open_observer_per_appointment", "appointment", condition=Q(state="open", kind="observer")
            ),
            check(
                "proposals_of_processes_name_one",
                (Q(kind__in=["process", "give-up"]) & ~Q(process_id=""))
                | (~Q(kind__in=["process", "give-up"]) & Q(process_id="")),
            ),
            check(
                "proposal_kind_is_known",
                Q(kind__in=["admit", "remove", "agreement", "dissolve", "observer", "process", "give-up"]),
            ),
            check(
                "proposal_state_is_known", Q(state__in=["open", "passed", "objected", "lapsed", "withdrawn"])
            ),
        ]


class Position(models.Model):
    """How a member stands to a draft."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="positions")
    draft = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Membership, models.CASCADE, related_name="positions")
    stand = models.CharField(max_length=9)
    reason = models.CharField(max_length=22, blank=True, default="")  # reference of a sealed text

    class Meta:
        constraints: ClassVar[Constraints] = [
            unique("one_position_per_draft", "proposal", "draft", "member"),
            check("stand_is_known", Q(stand__in=["consent", "aside", "objection"])),
            check("objections_have_a_reason", ~Q(stand="objection") | ~Q(reason="")),
        ]
