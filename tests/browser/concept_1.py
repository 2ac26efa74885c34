"""A meeting of Concept I, part by part, for the stories that play it: Cas brings a case and asks Fay to facilitate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import expect

from . import doing as d
from .person import Person, fill, miss, press, reads, region, says, see, use

CASE = "An employer calls every week and I promise more than I can keep."
OTHER = "The new form takes longer than the talk it is about."
GERMAN = "Unsere Teamrunde endet nie pünktlich."
SENTENCE = "I want to end such calls with a promise I can keep."
PARKED = "Offer a fixed calling hour."
IDEAS = ("Say what is possible first.", "Write the promise down while talking.")


@dataclass(frozen=True)
class Circle:
    fay: Person
    cas: Person
    ada: Person
    ben: Person
    eve: Person

    @property
    def all(self) -> tuple[Person, ...]:
        return (self.fay, self.cas, self.ada, self.ben, self.eve)

    def others(self, *not_these: Person) -> tuple[Person, ...]:
        return tuple(person for person in self.all if person not in not_these)


def come_together(circle: Circle, rounds: str = "one") -> None:
    """Ada opens the room and lets the others in; all confirm the agreement."""
    link = d.open_room(circle.ada, "The Thursday circle", "A quiet hour for our work", rounds)
    for person in circle.others(circle.ada):
        d.knock(person, link)
        d.let_in(circle.ada, person)
    for person in circle.all:
        d.agree(person)


def collect(circle: Circle) -> None:
    """Everybody writes unseen; then Ada reveals it."""
    cas, ada, ben = circle.cas, circle.ada, circle.ben
    d.go_on(ada, "collect", circle.others(ada))
    d.bring_problem(cas, CASE, urgency="urgent")
    d.bring_problem(ada, OTHER, urgency="later")
    d.bring_problem(ben, GERMAN, whose="shared")
    miss(ada, ada.page.get_by_text(CASE))
    miss(circle.eve, circle.eve.page.locator("#r-board .card"))
    d.reveal(ada)
    for person in circle.all:
        for text in (CASE, OTHER, GERMAN):
            reads(person, text)


def choose(circle: Circle) -> None:
    """Votes stay hidden until they are revealed; Ada proposes the problem with the most, and Cas says yes."""
    cas, ada, ben, eve = circle.cas, circle.ada, circle.ben, circle.eve
    d.go_on(ada, "choose", circle.others(ada))
    d.vote(circle.fay, CASE, times=2)
    d.vote(ben, CASE)
    d.vote(eve, OTHER)
    expect(d.card(ada, CASE).locator(".mark")).to_have_count(0)
    d.reveal(ada, "Reveal the votes")
    for person in circle.all:
        see(person, d.card(person, CASE).locator(".mark b", has_text="3"))
    d.propose(ada, CASE)
    d.say_yes(cas)


def share_out_roles(circle: Circle) -> None:
    """The client asks a colleague to facilitate; Ben also keeps the record. With the round Fay holds the bar."""
    fay, cas, ada, ben = circle.fay, circle.cas, circle.ada, circle.ben
    d.go_on(ada, "cast", circle.others(ada))
    d.ask_for(cas, "facilitator", fay)
    d.accept_role(fay, "facilitator")
    d.take_role(ben, "recorder")
    see(ada, ada.page.locator(".roles .taken", has_text="Fay"))
    d.go_on(ada, "problem", circle.others(ada))
    for person, role in ((fay, "facilitator"), (cas, "client"), (ada, "advisor"), (circle.eve, "advisor")):
        d.has_part(person, role)
    see(fay, region(fay, "You lead through the steps"))


def find_the_sentence(circle: Circle) -> None:
    """Questions sent by a click are read in each one's own language; the sentence begins with “I”."""
    fay, cas, ada = circle.fay, circle.cas, circle.ada
    d.send_question(fay, "problem.q1")
    for person in circle.others(fay):
        d.reads_question(person, "problem.q1")
    d.answer(cas, "It is always the same firm, and always on Fridays.")
    d.send_question(fay, "problem.q5")
    d.write(fay, "summary", "I hear that Fridays weigh on you.")
    d.write(ada, "parked", PARKED)
    d.write(cas, "state", "3 tense")
    wrong = "The employer should call less often."
    writing = d.field(cas, "sentence")
    fill(cas, writing, wrong)
    d.send(cas, writing)
    is_refused(cas, "This sentence has to begin with “I”, or with “We” for a shared problem.", wrong)
    d.write(cas, "sentence", SENTENCE)
    reads(ada, SENTENCE)
    for person in circle.others(ada):
        miss(person, person.page.get_by_text(PARKED))


def is_refused(who: Person, sentence: str, typed: str) -> None:
    """The page says why, and what was typed is still there."""
    expect(who.page.locator("#refusal")).to_contain_text(says(who, sentence))
    kept = (
        d.field(who, "sentence")
        if who.scripts
        else who.page.get_by_label(says(who, "Your text is still here"))
    )
    expect(kept).to_have_value(typed)


def see_it_solved(circle: Circle) -> None:
    fay, cas = circle.fay, circle.cas
    d.go_on(fay, "vision", circle.others(fay))
    d.send_question(fay, "vision.q1")
    d.answer(cas, "The phone rings and I am calm.")
    d.write(cas, "vision", "I stand at the window, I breathe, and I say no in a friendly way.")
    d.write(cas, "resource", "My grandmother, who could say no with a smile.")


def gather_strength(circle: Circle) -> None:
    """The advisors offer what they noticed; Cas keeps what is right."""
    fay, cas = circle.fay, circle.cas
    d.go_on(fay, "resources", circle.others(fay))
    offers = (
        (circle.ada, "Your humour."),
        (circle.ben, "Ihre Geduld am Telefon."),
        (circle.eve, "The choir."),
    )
    for person, text in offers:
        d.write(person, "resource", text)
    for text in ("Your humour.", "Ihre Geduld am Telefon."):
        d.mark(cas, text, "keep")
        see(circle.eve, d.card(circle.eve, text).locator(".mark"))


def set_goals(circle: Circle) -> None:
    fay, cas = circle.fay, circle.cas
    d.go_on(fay, "goals", circle.others(fay))
    d.send_question(fay, "goals.q5")
    d.write(cas, "goal", "By next Friday I have ended one such call in five minutes.")
    d.write(cas, "order", "Find ways to end a call in a friendly way.")
    reads(circle.ada, "Find ways to end a call in a friendly way.")


def find_solutions(circle: Circle) -> None:
    """A parked thought comes out; Cas chooses and puts the best first."""
    fay, cas, ada = circle.fay, circle.cas, circle.ada
    d.go_on(fay, "solutions", circle.others(fay))
    d.on_card(ada, PARKED, says(ada, "Bring it in"))
    reads(cas, PARKED)
    for person, text in zip((circle.ben, circle.eve), IDEAS, strict=True):
        d.write(person, "solution", text)
    d.mark(cas, IDEAS[0], "useful")
    for text in (PARKED, IDEAS[1]):
        d.mark(cas, text, "chosen")
    d.on_card(cas, IDEAS[1], says(cas, "Move up"))
    see(cas, d.card(cas, IDEAS[1]).locator(".rank", has_text="1"))
    for person in (fay, circle.ben):
        see(person, d.card(person, IDEAS[1]).locator(".rank", has_text="1"))
        assert d.ranks(person) == [IDEAS[1], PARKED]


def take_the_next_step(circle: Circle) -> None:
    fay, cas = circle.fay, circle.cas
    d.go_on(fay, "next", circle.others(fay))
    d.plan(cas, "next-step", "Tomorrow I write three closing sentences.", "concept-1", timedelta(hours=20))
    d.write(cas, "sign", "My shoulders stay down.")
    d.write(cas, "safeguard", "A note on the phone.")
    for person in circle.others(cas):
        reads(person, "Tomorrow I write three closing sentences.")


def look_back(circle: Circle) -> None:
    fay, ben, eve = circle.fay, circle.ben, circle.eve
    d.go_on_by(fay, "Closing phase", "plans", circle.others(fay))
    d.plan(ben, "own-step", "Am Freitag früher Schluss machen.", "frame", timedelta(days=3))
    d.go_on(fay, "feedback", circle.others(fay))
    d.write(eve, "learning", "A question can be a gift.", "frame")
    d.write(fay, "thanks", "Thank you for your trust.", "frame")
    for person in circle.all:
        reads(person, "A question can be a gift.")


def share_the_sheet(circle: Circle) -> None:
    """The sheet is its client's alone until the client shares it."""
    cas, ada = circle.cas, circle.ada
    sheets = says(ada, "Result sheets")
    miss(ada, ada.page.get_by_role("heading", name=sheets))
    answer = ada.page.context.request.get(f"{ada.room}sheets/1/")
    assert answer.status == 404
    assert SENTENCE not in answer.text()
    press(cas, "Share it with everybody here")
    see(ada, ada.page.get_by_role("heading", name=sheets))
    use(ada, ada.page.get_by_role("link", name="Round 1: Cas’s case"))
    for text in (SENTENCE, IDEAS[1], "Tomorrow I write three closing sentences."):
        expect(ada.page.get_by_text(text)).to_be_visible()
    save_the_sheet(ada)
    use(ada, ada.page.get_by_role("link", name=says(ada, "Back to the room")))


def save_the_sheet(who: Person) -> None:
    for label, ending in (("as a page", "html"), ("as text", "md")):
        with who.page.expect_download() as saving:
            use(who, who.page.get_by_role("link", name=says(who, label)))
        saved = saving.value
        assert saved.suggested_filename.endswith(f".{ending}")
        assert SENTENCE in saved.path().read_text(encoding="utf-8")


def close(leader: Person, others: Sequence[Person]) -> None:
    bar = region(leader, "You lead through the steps")
    use(leader, bar.locator("summary", has_text=says(leader, "End the meeting")))
    press(leader, "End the meeting", bar)
    for person in (leader, *others):
        see(person, person.page.get_by_text(says(person, "The meeting has ended")))
        miss(person, region(person, "Write"))
