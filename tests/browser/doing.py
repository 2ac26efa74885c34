"""What people do in a meeting, each named by what it is to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from .person import (
    Person,
    fill,
    miss,
    pick,
    press,
    reads,
    region,
    says,
    see,
    set_time,
    title,
    unfold,
    use,
    word,
)

HERE = ZoneInfo("Europe/Berlin")
CHECK = ("real", "own", "current", "influence", "tellable")


def open_room(who: Person, circle: str, focus: str, rounds: str = "one") -> str:
    """Start a meeting and say the address that lets others knock."""
    who.page.goto("/meetings/")
    fill(who, who.page.get_by_label(says(who, "Your name"), exact=True), who.name)
    fill(who, who.page.get_by_label(says(who, "What your group is called"), exact=True), circle)
    fill(who, who.page.get_by_label(says(who, "What brings you together"), exact=True), focus)
    pick(who, who.page.get_by_role("radio", name=says(who, rounds), exact=True))
    press(who, "Open the room")
    return invitation(who)


def invitation(who: Person) -> str:
    room = who.page.url
    use(who, who.page.get_by_role("link", name=says(who, "Invite others")))
    link = who.page.get_by_label(says(who, "Link for the others"), exact=True).input_value()
    who.page.goto(room)
    return link


def switch_language(who: Person) -> None:
    """Choose the person's own language on the first page; the browser asked for another."""
    who.page.goto("/")
    use(who, who.page.get_by_role("button", name={"de": "Deutsch", "en": "English"}[who.language]))
    expect(who.page.locator("html")).to_have_attribute("lang", who.language)


def knock(who: Person, link: str) -> None:
    who.page.goto(link)
    fill(who, who.page.get_by_label(says(who, "Your name"), exact=True), who.name)
    press(who, "Knock at the door")
    expect(who.page.get_by_role("heading", name=says(who, "You have knocked"))).to_be_visible()


def let_in(who: Person, newcomer: Person) -> None:
    press(who, "Let %(name)s in", name=newcomer.name)
    stands_at(newcomer, "arrive")


def agree(who: Person) -> None:
    press(who, "I agree to this for today")
    see(who, who.page.get_by_text(says(who, "You have confirmed this for today.")))


def stands_at(who: Person, step: str) -> None:
    """Wait until somebody's page has come to a step."""
    see(who, who.page.get_by_role("heading", level=1, name=title(who, step), exact=True))


def go_on(who: Person, step: str, others: Sequence[Person] = ()) -> None:
    """Lead on to a step, and wait until all have come along."""
    press(who, "Next: %(title)s", region(who, "You lead through the steps"), title=title(who, step))
    for person in (who, *others):
        stands_at(person, step)


def go_on_by(who: Person, way: str, step: str, others: Sequence[Person] = ()) -> None:
    """Take one of two ways: a further round or the closing phase."""
    press(who, way, region(who, "You lead through the steps"))
    for person in (who, *others):
        stands_at(person, step)


def go_on_anyway(who: Person, way: str, lacking: str, step: str, others: Sequence[Person] = ()) -> None:
    """Lead on although the step has not left what it should."""
    bar = region(who, "You lead through the steps")
    use(who, see(who, bar.locator("summary", has_text=says(who, way))))
    see(
        who,
        bar.get_by_text(
            says(who, "Still missing: %(kind)s", kind=word(who, "concept-1", "kinds", lacking, "name"))
        ),
    )
    press(who, "Go on anyway", bar)
    for person in (who, *others):
        stands_at(person, step)


def reveal(who: Person, what: str = "Reveal what was written") -> None:
    bar = region(who, "You lead through the steps")
    press(who, what, bar)
    miss(who, bar.get_by_role("button", name=says(who, what), exact=True))


# -- writing -----------------------------------------------------------------------------------------------------------


def field(who: Person, kind: str, process: str = "concept-1") -> Locator:
    """The field for a kind, unfolded if it is one of the smaller ones."""
    label = word(who, process, "kinds", kind, "label")
    composer = see(who, region(who, "Write"))
    return unfold(who, composer.get_by_label(label, exact=True))


def form_of(writing: Locator) -> Locator:
    return writing.locator("xpath=ancestor::form")


def send(who: Person, writing: Locator) -> None:
    use(who, form_of(writing).locator("button[type=submit]"))


def write(who: Person, kind: str, text: str, process: str = "concept-1") -> None:
    writing = field(who, kind, process)
    fill(who, writing, text)
    send(who, writing)
    reads(who, text)


def plan(who: Person, kind: str, text: str, process: str, within: timedelta) -> None:
    """Write down what somebody will do, and when."""
    writing = field(who, kind, process)
    fill(who, writing, text)
    due = datetime.now(HERE) + within
    set_time(who, form_of(writing).get_by_label(says(who, "When?")), due)
    send(who, writing)
    reads(who, text)


def bring_problem(who: Person, text: str, whose: str = "personal", urgency: str = "soon") -> None:
    writing = field(who, "problem", "frame")
    fill(who, writing, text)
    form = form_of(writing)
    picks = [("whose", whose), ("urgency", urgency), *(("check", check) for check in CHECK), ("inside", "no")]
    for tag, option in picks:
        name = word(who, "frame", "kinds", "problem", "tags", tag, option)
        group = form.get_by_role("group", name=word(who, "frame", "kinds", "problem", "tags", tag, "label"))
        pick(who, group.get_by_label(name, exact=True))
    send(who, writing)
    reads(who, text)


def send_question(who: Person, question: str, process: str = "concept-1") -> None:
    """Ask one of the guiding questions as it stands."""
    step, id = question.split(".")
    words = word(who, process, "steps", step, "questions", id)
    chip = who.page.locator("#r-part").get_by_role("button", name=words, include_hidden=True)
    use(who, unfold(who, chip))
    reads_question(who, question, process)


def reads_question(who: Person, question: str, process: str = "concept-1") -> None:
    step, id = question.split(".")
    see(
        who,
        who.page.locator("#r-board .is-prompt", has_text=word(who, process, "steps", step, "questions", id)),
    )


def answer(who: Person, text: str, process: str = "concept-1") -> None:
    """Answer the latest question."""
    write(who, "answer", text, process)


# -- cards -------------------------------------------------------------------------------------------------------------


def card(who: Person, text: str) -> Locator:
    reads(who, text)
    return who.page.locator("#r-board li.card").filter(has=who.page.locator(".said", has_text=text)).last


def on_card(who: Person, text: str, label: str, exact: bool = True) -> None:
    """Press one of the buttons on a card."""
    use(who, see(who, card(who, text).get_by_role("button", name=label, exact=exact)))


def mark(who: Person, text: str, mark: str, process: str = "concept-1", times: int = 1) -> None:
    do, name = word(who, process, "marks", mark, "do"), word(who, process, "marks", mark, "name")
    given = card(who, text).locator(".mark", has_text=name)
    on_card(who, text, do)
    see(who, given)
    for count in range(2, times + 1):
        on_card(who, text, do)
        see(who, given.get_by_text(str(count), exact=True))


def vote(who: Person, text: str, times: int = 1) -> None:
    mark(who, text, "vote", "frame", times)


def ranks(who: Person) -> list[str]:
    """The chosen ideas as this person sees them, the first first."""
    chosen = who.page.locator("#r-board li.card:has(> .rank)").all()
    by_rank = sorted(
        (card.locator("> .rank").inner_text().split()[-1], card.locator(".said").first.inner_text())
        for card in chosen
    )
    return [text for _, text in by_rank]


# -- the case and the parts --------------------------------------------------------------------------------------------


def propose(who: Person, text: str) -> None:
    on_card(who, text, says(who, "Propose this one"))
    miss(who, card(who, text).get_by_role("button", name=says(who, "Propose this one")))


def say_yes(who: Person) -> None:
    press(who, "Yes, let us work on it")
    see(who, who.page.get_by_text(says(who, "We work on this problem:")))


def ask_for(who: Person, role: str, colleague: Person, process: str = "concept-1") -> None:
    named = {"name": colleague.name, "role": word(who, process, "roles", role, "name")}
    asking = who.page.get_by_role(
        "button", name=says(who, "Ask %(name)s: %(role)s", **named), exact=True, include_hidden=True
    )
    use(who, unfold(who, asking))
    see(who, who.page.get_by_text(says(who, "has been asked"), exact=True))


def accept_role(who: Person, role: str, process: str = "concept-1") -> None:
    name = word(who, process, "roles", role, "name")
    press(who, "Yes, gladly: %(role)s", role=name)
    see(who, who.page.locator(".roles .taken", has_text=who.name))


def take_role(who: Person, role: str, process: str = "concept-1") -> None:
    press(who, "I take this part: %(role)s", role=word(who, process, "roles", role, "name"))
    see(who, who.page.locator(".roles .taken", has_text=who.name))


def has_part(who: Person, role: str, process: str = "concept-1") -> None:
    name = word(who, process, "roles", role, "name")
    see(who, who.page.get_by_role("heading", name=says(who, "Your part: %(role)s", role=name), exact=True))
