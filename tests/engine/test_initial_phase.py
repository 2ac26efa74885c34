"""Micro step 1: arriving, collecting in silence, choosing by hidden votes, casting (method.md 1.1 step 1, 3.4)."""

from covision.engine import commands as c

from .table import ADA, BEN, CAS, EVE, FAY, OZ, Table, meeting_of_five, problem_tags, process


def problems(table: Table, seat: int) -> list[str]:
    board = table.scene(seat).board
    assert board is not None
    return [card.id for card_list in board.lists if card_list.kind == "problem" for card in card_list.cards]


def test_somebody_who_asks_to_come_in_sees_nothing_of_the_room() -> None:
    table = Table()
    table.act(CAS, c.AskToComeIn())
    scene = table.scene(CAS)
    assert scene.top.standing == "asking"
    assert (scene.people, scene.board, scene.path) == (None, None, None)


def test_anybody_who_is_in_lets_others_in() -> None:
    table = meeting_of_five()
    table.act(OZ, c.AskToComeIn())
    table.act(EVE, c.LetIn(OZ))
    assert table.meeting.is_in(OZ)


def test_nobody_lets_themselves_in() -> None:
    table = meeting_of_five()
    table.act(OZ, c.AskToComeIn())
    assert table.refusal(OZ, c.LetIn(OZ)).why == "forbidden"


def test_it_takes_two_to_remove_somebody() -> None:
    table = meeting_of_five()
    table.act(ADA, c.VoiceRemoval(EVE))
    assert table.meeting.is_in(EVE)
    table.act(BEN, c.VoiceRemoval(EVE))
    assert table.refusal(EVE, c.ConfirmAgreement()).why == "forbidden"


def test_problems_written_in_silence_are_seen_by_their_author_alone() -> None:
    table = meeting_of_five()
    table.end()
    problem = table.write(CAS, "problem", tags=problem_tags())
    assert problems(table, CAS) == [problem]
    assert problems(table, ADA) == []
    table.act(FAY, c.Reveal())
    assert problems(table, ADA) == [problem]


def test_whoever_holds_the_bar_learns_nothing_about_hidden_problems() -> None:
    table = meeting_of_five()
    table.end()
    before = table.scene(FAY)
    table.write(CAS, "problem", tags=problem_tags())
    assert table.scene(FAY) == before


def test_a_problem_inside_the_group_cannot_be_chosen() -> None:
    table = meeting_of_five()
    table.end()
    inside = table.write(CAS, "problem", tags=(*problem_tags()[:-1], "inside:yes"))
    table.act(FAY, c.Reveal())
    table.end()
    assert table.refusal(ADA, c.MarkCard(inside, "vote"))
    assert table.refusal(FAY, c.ProposeCase(inside))


def test_votes_are_counted_for_nobody_before_they_are_revealed() -> None:
    table = meeting_of_five()
    card = table.collect()
    before = table.scene(ADA)
    table.act(BEN, c.MarkCard(card, "vote"))
    assert table.scene(ADA) == before
    table.act(FAY, c.Reveal())
    assert table.scene(ADA) != before


def test_three_points_are_all_one_has() -> None:
    table = meeting_of_five()
    card = table.collect()
    for _ in range(3):
        table.act(BEN, c.MarkCard(card, "vote"))
    assert table.refusal(BEN, c.MarkCard(card, "vote")).words == {"dots": 3}
    table.act(BEN, c.UnmarkCard(card, "vote"))
    table.act(BEN, c.MarkCard(card, "vote"))


def test_the_owner_of_a_problem_may_pass_and_it_stays_for_later() -> None:
    table = meeting_of_five()
    card = table.collect()
    table.act(FAY, c.ProposeCase(card))
    assert table.refusal(ADA, c.AcceptCase((process("concept-1"),)))
    table.act(CAS, c.PassCase())
    assert table.refusal(FAY, c.ProposeCase(card))
    assert [left.id for left in table.meeting.problems()] == [card]


def test_concept_one_or_two_follows_from_whose_problem_it_is() -> None:
    for whose, expected in (("personal", "concept-1"), ("shared", "concept-2")):
        table = meeting_of_five()
        table.choose(table.collect(whose))
        now = table.meeting.round_now()
        assert now is not None and now.process is not None
        assert now.process.id == expected


def test_the_client_asks_a_colleague_to_facilitate() -> None:
    table = meeting_of_five()
    table.choose(table.collect())
    table.act(CAS, c.AskForRole("facilitator", ADA))
    asks = table.scene(ADA).asks
    assert asks is not None and [ask.role for ask in asks.roles] == ["facilitator"]
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    assert table.meeting.holder == ADA


def test_declining_needs_no_reason_and_the_proposal_goes_on_to_the_next() -> None:
    table = meeting_of_five()
    table.choose(table.collect())

    def fair() -> list[int]:
        cast = table.scene(FAY).board.cast  # type: ignore[union-attr]
        return [candidate.seat for role in cast.roles for candidate in role.candidates if candidate.fair]  # type: ignore[union-attr]

    assert fair() == [FAY]
    table.act(FAY, c.DeclineRole("facilitator"))
    assert fair() == [ADA]


def test_a_part_whose_holder_has_left_can_be_taken_by_somebody_else() -> None:
    table = meeting_of_five()
    table.choose(table.collect())
    table.act(ADA, c.TakeRole("facilitator"))
    table.act(ADA, c.Leave())
    table.act(BEN, c.TakeRole("facilitator"))
    table.end(anyway=True)
    assert table.meeting.holder == BEN


def test_a_group_that_has_come_back_from_the_work_may_leave_it_there() -> None:
    table = meeting_of_five()
    table.begin("shared")
    table.act(ADA, c.GoBack("problem"))
    steering = table.scene(ADA).steering
    assert steering is not None
    assert [(option.step, option.then) for option in steering.nexts] == [("problem", ""), ("plans", "final")]
    table.end("final")
    assert table.meeting.place() == (0, "plans")


def test_the_client_cannot_facilitate_their_own_case() -> None:
    table = meeting_of_five()
    table.choose(table.collect())
    assert table.refusal(CAS, c.TakeRole("facilitator"))


def test_a_round_without_facilitator_does_not_begin() -> None:
    table = meeting_of_five()
    table.choose(table.collect())
    assert "facilitate" in table.refusal(FAY, c.EndStep("cast", anyway=True)).sentence


def test_with_fewer_people_the_group_goes_on_only_by_saying_so() -> None:
    table = Table()
    table.seat(CAS, ADA)
    table.choose(table.collect())
    table.act(ADA, c.TakeRole("facilitator"))
    assert table.refusal(FAY, c.EndStep("cast"))
    table.act(FAY, c.EndStep("cast", anyway=True))
    assert table.meeting.log == (("anyway", FAY, ("people",)),)


def test_the_group_may_close_when_there_is_nothing_to_work_on() -> None:
    table = meeting_of_five()
    table.end()
    table.act(FAY, c.Reveal())
    table.end(anyway=True)
    table.act(FAY, c.EndStep("choose", "final", anyway=True))
    assert table.meeting.place() == (0, "plans")
