"""Checks that several commands share."""

from covision.engine.meeting import Meeting
from covision.engine.refusals import Refused


def check_holder(meeting: Meeting, by: int) -> None:
    if meeting.holder != by:
        raise Refused("Only the person who holds the steering bar can do this.", "forbidden")


def check_same_step(meeting: Meeting, step: str) -> None:
    if step != meeting.place()[1]:
        raise Refused("The group has already moved on from that step.")


def check_act(meeting: Meeting, act: str) -> None:
    if meeting.step().act != act:
        raise Refused("This does not belong into the step the group is in now.")
