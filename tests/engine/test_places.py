"""Members of a circle take their places without knocking, and lose them with their membership."""

from covision.engine import commands as c

from .table import ADA, BEN, EVE, FAY, OZ, meeting_of_five


def test_a_member_of_the_circle_takes_a_place_without_knocking() -> None:
    table = meeting_of_five()
    table.act(OZ, c.TakePlace())
    assert table.meeting.is_in(OZ)


def test_a_member_who_left_comes_back() -> None:
    table = meeting_of_five()
    table.act(EVE, c.Leave())
    assert not table.meeting.is_in(EVE)
    table.act(EVE, c.TakePlace())
    assert table.meeting.is_in(EVE)


def test_whom_the_group_sent_away_does_not_come_back_as_a_member() -> None:
    table = meeting_of_five()
    table.act(ADA, c.VoiceRemoval(EVE))
    table.act(BEN, c.VoiceRemoval(EVE))
    assert table.refusal(EVE, c.TakePlace()).why == "forbidden"


def test_whoever_loses_the_membership_loses_the_place_and_sees_nothing_more() -> None:
    table = meeting_of_five()
    table.act(EVE, c.LosePlace())
    assert not table.meeting.is_in(EVE)
    assert table.refusal(EVE, c.TakePlace()).why == "forbidden"
    assert table.meeting.is_in(FAY)
