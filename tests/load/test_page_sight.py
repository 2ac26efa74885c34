"""A peer reads from its page where the group is and what lies on the table."""

from covision.peers.sight import Candidate, SeenRole, SeenWay, Sight, Someone
from load.page import Region, RoomPage
from load.page_sight import look

ANSWER = '<li id="c-b" class="card k-answer is-mine" data-list="l-1-vision-question"><p class="said">Light</p></li>'
QUESTION = (
    '<li id="c-a" class="card k-question" data-list="l-1-vision-question"><p class="said is-prompt">How &amp; why?</p>'
    f'<p class="by"><span><bdi>Fay</bdi></span></p><ol class="answers">{ANSWER}</ol></li>'
)
CHOOSING = (
    '<section class="choosing"><h2>x</h2><p class="lead">{}</p>'
    '<blockquote><p class="said">Mine</p><footer><bdi>Cas</bdi></footer></blockquote></section>'
)


def seen(**regions: str) -> Sight:
    page = RoomPage()
    page.regions = {name: Region(html) for name, html in regions.items()}
    return look(page)


def test_the_place_on_the_path_is_read() -> None:
    sight = seen(
        head='<div id="r-head" data-process="concept-1" data-lap="2" data-step="1-vision">',
        top='<p class="where"><span>Round 1 of 2</span>',
    )

    assert (sight.place, sight.visit, sight.process) == ("1-vision", "1-vision+2", "concept-1")
    assert (sight.rounds, sight.closed) == (2, False)


def test_answers_lie_within_their_question() -> None:
    (card,) = seen(board=f'<ol id="l-1-vision-question" class="cards">{QUESTION}</ol>').cards

    assert (card.text, card.by, card.is_own, card.answers, card.answered_by_me) == (
        "How & why?",
        "Fay",
        False,
        1,
        True,
    )


def test_people_and_their_parts_are_read() -> None:
    person = (
        '<li class="person is-me"><div><p class="name"><bdi>Cas</bdi> <small>you</small></p><p class="role">'
        '<span>Client</span><span class="presence">here</span><span class="agreed">has confirmed</span></p></div></li>'
    )

    assert seen(people=f"<ul>{person}</ul>").people == (Someone("Cas", True, True, True, ("Client",)),)


def test_a_part_that_is_open_names_who_may_be_asked() -> None:
    ask = '<input type="hidden" name="seat" value="3">'
    board = (
        '<div data-act="cast"><ul class="roles"><li data-role="facilitator" data-needed><h3>Facilitator <small>one person</small></h3><p class="open">open</p>'
        f'<details class="ask-around"><ul><li><span><bdi>Ada</bdi> <small class="fair">fewest parts</small></span>{ask}</li></ul></details></li></ul></div>'
    )

    assert seen(board=board).parts == (SeenRole("facilitator", False, True, (Candidate("Ada", "3", True),)),)


def test_a_problem_is_accepted_once_nobody_is_asked_any_more() -> None:
    asked = seen(board=CHOOSING.format("We ask; <bdi>Cas</bdi> decides."))
    accepted = seen(board=CHOOSING.format("We work on this problem:"))

    assert (asked.accepted, accepted.accepted, accepted.problem) == (False, True, "Mine")


def test_ways_and_turns_are_read_from_the_part() -> None:
    part = (
        '<section id="r-part" class="part is-away"><div class="turn is-mine"></div><section class="ways is-only"><ul>'
        '<li class="way is-mine" data-way="headstand" data-by="client"></li></ul></section></section>'
    )
    sight = seen(part=part)

    assert (sight.away, sight.my_turn, sight.only_ways) == (True, True, True)
    assert sight.ways == (SeenWay("headstand", "client", True),)
