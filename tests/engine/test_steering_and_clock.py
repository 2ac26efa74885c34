"""Steps forward and back, the bar, the clock and the result sheet: nothing is lost, nobody is above the others."""

import pytest

from covision.engine import commands as c
from covision.engine.projection.sheet import sheet
from covision.engine.projection.viewer import Viewer
from covision.engine.refusals import Refused

from .table import ADA, BEN, CAS, EVE, FAY, OZ, meeting_of_five, problem_tags


def test_two_people_decide_at_once_and_the_group_moves_one_step() -> None:
    table = meeting_of_five()
    table.act(FAY, c.EndStep("arrive"))
    assert "already moved on" in table.refusal(FAY, c.EndStep("arrive")).sentence
    assert table.meeting.place() == (0, "collect")


def test_a_wrong_click_can_be_undone_for_ten_seconds_and_loses_nothing() -> None:
    table = meeting_of_five()
    table.begin()
    written = table.write(CAS, "sentence", opened=True)
    table.end()
    later = table.write(CAS, "resource", after=5)
    table.act(ADA, c.UndoStep(), after=0)
    assert table.meeting.place() == (1, "problem")
    assert table.meeting.card(written) and table.meeting.card(later)


def test_after_ten_seconds_there_is_still_the_way_back() -> None:
    table = meeting_of_five()
    table.begin()
    table.end(anyway=True)
    assert table.refusal(ADA, c.UndoStep(), after=13)
    table.act(ADA, c.GoBack("vision"))
    assert table.meeting.place() == (1, "problem")


def test_only_the_holder_of_the_bar_steers() -> None:
    table = meeting_of_five()
    for command in (c.EndStep("arrive"), c.Reveal(), c.AddTime(2), c.PauseClock(), c.GoBack("arrive")):
        assert table.refusal(BEN, command).why == "forbidden"


def test_the_bar_is_taken_over_only_when_its_holder_has_been_away_and_is_offered_back() -> None:
    table = meeting_of_five()
    table.begin()
    assert table.refusal(BEN, c.TakeSteering(away=False))
    table.act(BEN, c.TakeSteering(away=True))
    assert table.meeting.holder == BEN
    assert table.meeting.parts(BEN, 1) == ("facilitator",)
    asks = table.scene(ADA).asks
    assert asks is not None and asks.steering == "take-back"
    table.act(ADA, c.TakeBack())
    assert table.meeting.holder == ADA
    assert table.meeting.parts(BEN, 1) == ("advisor",)


def test_the_client_never_holds_the_bar_in_their_own_round() -> None:
    table = meeting_of_five()
    table.begin()
    assert table.refusal(CAS, c.TakeSteering(away=True))
    assert table.refusal(ADA, c.HandOver(CAS))


def test_people_look_back_but_not_ahead() -> None:
    table = meeting_of_five()
    table.begin()
    back = table.scene(BEN, look=(0, "collect"))
    assert back.head is not None and (back.head.step, back.head.looking) == ("collect", True)
    assert back.composer is None
    ahead = table.scene(BEN, look=(1, "goals"))
    assert ahead.head is not None and ahead.head.step == "problem"


def test_more_time_is_asked_for_without_a_name() -> None:
    table = meeting_of_five()
    table.begin()
    table.act(BEN, c.AskMoreTime())
    assert "seat" not in repr(table.journal[-1][0])
    assert table.scene(ADA).clock.more_asked  # type: ignore[union-attr]
    table.act(ADA, c.AddTime(2))
    assert not table.scene(ADA).clock.more_asked  # type: ignore[union-attr]


def test_the_clock_stands_while_it_is_paused() -> None:
    table = meeting_of_five()
    table.begin()
    table.act(ADA, c.PauseClock(), after=60)
    left = table.scene(BEN).clock.left  # type: ignore[union-attr]
    table.act(ADA, c.StartClock(), after=600)
    table.act(ADA, c.PauseClock(), after=0)
    assert table.scene(BEN).clock.left == left  # type: ignore[union-attr]


def test_lost_time_is_shared_out_over_the_later_steps() -> None:
    table = meeting_of_five()
    table.begin()
    table.act(ADA, c.PauseClock(), after=3600)
    planned = table.scene(BEN).clock.later  # type: ignore[union-attr]
    table.act(ADA, c.SpreadTime())
    assert 0 < table.scene(BEN).clock.later < planned  # type: ignore[union-attr,operator]


def test_a_second_round_has_a_new_client_new_roles_and_the_time_that_is_left() -> None:
    table = meeting_of_five(rounds=2)
    table.end()
    first = table.write(CAS, "problem", tags=problem_tags())
    second = table.write(BEN, "problem", tags=problem_tags())
    table.act(FAY, c.Reveal())
    table.end()
    table.choose(first)
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    table.skip_to("next")
    table.act(ADA, c.EndStep("next", "round", anyway=True))
    assert table.meeting.place() == (2, "choose")
    table.choose(second, owner=BEN)
    table.act(EVE, c.TakeRole("facilitator"))
    table.end(anyway=True)
    assert (table.meeting.client(2), table.meeting.holder) == (BEN, EVE)
    assert table.meeting.parts(CAS, 2) == ("advisor",)
    assert table.meeting.plan


def test_the_result_sheet_is_the_clients_until_the_client_shares_it() -> None:
    table = meeting_of_five()
    table.begin()
    sentence = table.write(CAS, "sentence", opened=True)
    table.skip_to("feedback")
    table.end(anyway=True)
    assert sentence in repr(sheet(table.meeting, Viewer(CAS), 1))
    with pytest.raises(Refused):
        sheet(table.meeting, Viewer(ADA), 1)
    assert table.refusal(ADA, c.ShareSheet(1)).why == "forbidden"
    table.act(CAS, c.ShareSheet(1))
    assert sentence in repr(sheet(table.meeting, Viewer(ADA), 1))
    table.act(CAS, c.KeepSheet(1))
    with pytest.raises(Refused):
        sheet(table.meeting, Viewer(ADA), 1)


def test_a_shared_sheet_needs_the_voice_of_every_owner() -> None:
    table = meeting_of_five()
    table.choose(table.collect("shared"))
    table.act(ADA, c.TakeRole("facilitator"))
    table.act(EVE, c.TakeRole("observer"))
    table.end(anyway=True)
    table.skip_to("feedback")
    for seat in (FAY, CAS, ADA):
        table.act(seat, c.ShareSheet(1))
    with pytest.raises(Refused):
        sheet(table.meeting, Viewer(EVE), 1)
    table.act(BEN, c.ShareSheet(1))
    assert sheet(table.meeting, Viewer(EVE), 1).shared


def test_after_the_end_nobody_writes_and_strangers_stay_out() -> None:
    table = meeting_of_five()
    table.begin()
    table.skip_to("feedback")
    table.end(anyway=True)
    with pytest.raises(Refused):
        table.write(CAS, "learning")
    assert table.refusal(OZ, c.ConfirmAgreement()).why == "forbidden"


def test_every_shipped_process_can_be_played_to_its_end() -> None:
    for whose in ("personal", "shared"):
        table = meeting_of_five()
        table.begin(whose)
        table.skip_to("feedback")
        table.end(anyway=True)
        assert table.meeting.closed
        assert table.replayed() == table.meeting
