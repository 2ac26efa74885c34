"""Habits for processes nobody has written a case for: peers do what the page offers, in words of their own making."""

from .markup import Form
from .opening import tick
from .person import Deed, Person
from .script import Line
from .sight import Sight, Way

USUAL = 1.4
QUESTIONS = 2
LATER = 8.0
WAY = 0.5
ANSWERS = 0.25
TOGETHER = 3
SAID = {
    "en": (
        "What stays with me is the moment before anybody said a word.",
        "I would look at who gains if nothing changes.",
        "Something similar happened to me in my first year, and it passed.",
        "A small thing first: one talk, one afternoon, no promises.",
        "I notice that my shoulders went up while I listened.",
        "Perhaps the person over there is waiting for the same sign.",
        "There is more in your hands than it looked at first.",
        "I wonder what it would be like to leave it alone for a week.",
    ),
    "de": (
        "Mir bleibt der Moment, bevor jemand etwas gesagt hat.",
        "Ich würde schauen, wer etwas davon hat, wenn alles so bleibt.",
        "Etwas Ähnliches ist mir im ersten Jahr passiert, und es ging vorbei.",
        "Zuerst etwas Kleines: ein Gespräch, ein Nachmittag, keine Versprechen.",
        "Ich merke, dass sich beim Zuhören meine Schultern gehoben haben.",
        "Vielleicht wartet die Person gegenüber auf dasselbe Zeichen.",
        "Es liegt mehr in Ihren Händen, als es anfangs aussah.",
        "Ich frage mich, wie es wäre, es eine Woche ruhen zu lassen.",
    ),
}


def improvise(me: Person, sight: Sight) -> Deed | None:
    """This will do one of the things the page offers, if there is one left that this peer would do."""
    return (
        _answer(me, sight)
        or _ask(me, sight)
        or _write(me, sight)
        or _bring(me, sight)
        or _gather(me, sight)
        or _mark(me, sight)
        or _pass_turn(me, sight)
        or _wish(me, sight)
        or _agree(me, sight)
    )


def _answer(me: Person, sight: Sight) -> Deed | None:
    """One of those who may answer does, and now and then a second person."""
    for form in sight.offers("write", "board"):
        asked = form.get("reply")
        card = next((card for card in sight.cards if card.id == asked), None)
        if card is None or card.mine or card.answered_by_me:
            continue
        if me.table.claim(f"{sight.here}:answer {asked}", me.name) or me.chance(asked) < ANSWERS:
            deed = _say(me, sight, form, f"to {asked}")
            if me.is_new(deed):
                return deed
    return None


def _ask(me: Person, sight: Sight) -> Deed | None:
    for at, form in enumerate(sight.offers("send-question", "part")):
        deed = Deed(form, think=5)
        if at < QUESTIONS and me.is_new(deed):
            return deed
    return None


def _write(me: Person, sight: Sight) -> Deed | None:
    for form in sight.offers("write", "composer"):
        for number in range(_many(me, sight, form)):
            deed = _say(me, sight, form, f"{form.get('kind')} {number}")
            if me.is_new(deed):
                return deed
    return None


def _many(me: Person, sight: Sight, form: Form) -> int:
    """How many of a kind this peer writes here: one text has one author, whoever is asked to hold back does."""
    if any(choice.name == "anyway" for choice in form.choices) or form.get("reply"):
        return 0
    if form.private:
        return 0 if form.current else int(me.chance(f"note {form.get('kind')}") < WAY)
    if form.of_group:
        return int(me.table.claim(f"{sight.here}:{form.get('kind')} {sight.group}", me.name))
    if form.one_text:
        claimed = me.table.claim(f"{sight.here}:{form.get('kind')}", me.name)
        return int(claimed and not form.current)
    return me.quota(form.get("kind"), USUAL, least=1)


def _say(me: Person, sight: Sight, form: Form, key: str) -> Deed:
    """Every sentence is said once only, so that it can be counted."""
    lines = SAID["de" if me.browser.language == "de" else "en"]
    line = lines[int(me.chance(f"line {key}") * len(lines)) % len(lines)]
    text = f"{line} ({me.name}, {sight.here}, {key})"
    begun = f"{form.opening} {text}" if form.opening else text
    return Deed(form, (("text", begun), *me.due(form, Line(text, 24)), *tick(form, {})), think=5, key=key)


def _bring(me: Person, sight: Sight) -> Deed | None:
    return next((Deed(form, think=3) for form in sight.offers("bring")), None)


def _gather(me: Person, sight: Sight) -> Deed | None:
    """One of those who may puts the first few loose cards under a heading, and leaves the others as they are."""
    loose = [card.id for card in sight.cards if card.loose][:TOGETHER]
    for form in sight.offers("gather", "board"):
        if len(loose) > 1 and me.table.claim(f"{sight.here}:{form.get('kind')}", me.name):
            heading = "Das gehört zusammen" if me.browser.language == "de" else "These belong together"
            deed = Deed(
                form, (("text", heading), *(("cards", id) for id in loose)), think=6, key="put together"
            )
            if me.is_new(deed):
                return deed
    return None


def _mark(me: Person, sight: Sight) -> Deed | None:
    """One mark on each card: any of those offered, the same one for good."""
    marked = {form.get("card") for form in sight.offers("unmark-card")}
    offered: dict[str, list[Form]] = {}
    for form in sight.offers("mark-card"):
        offered.setdefault(form.get("card"), []).append(form)
    for card, forms in offered.items():
        if card not in marked:
            form = forms[int(me.chance(f"mark {card}") * len(forms)) % len(forms)]
            deed = Deed(form, think=3, key=f"mark {card}")
            if me.is_new(deed):
                return deed
    return None


def _pass_turn(me: Person, sight: Sight) -> Deed | None:
    """Whose turn it is passes it on once she has nothing to say; for somebody who is gone, the holder does after a while."""
    for form in sight.offers("end-turn", "part"):
        if sight.my_turn or me.quiet(90):
            return Deed(form, think=4, key=f"turn of {form.get('seat')}")
    return None


def _wish(me: Person, sight: Sight) -> Deed | None:
    """Whoever decides takes one of the ways where one has to be taken, else now and then; a group is of one mind."""
    for way in _wanted(me, sight):
        for form in sight.offers("wish-way", "part", way=way.id):
            deed = Deed(form, think=4, key=f"wish {way.id}")
            if me.is_new(deed):
                return deed
    return None


def _wanted(me: Person, sight: Sight) -> list[Way]:
    mine = [way for way in sight.ways if way.mine]
    at = int(me.chance("way") * (len(mine) if sight.only_ways else 2 * len(mine)))
    return [
        *mine[at : at + 1],
        *(way for way in sight.ways if way.by == "group" and _all_wish(sight, way.id)),
    ]


def _all_wish(sight: Sight, way: str) -> bool:
    return sum(map(ord, f"{sight.here}{way}")) % 2 == 0


def _agree(me: Person, sight: Sight) -> Deed | None:
    """Where a firm rule holds the group up, the first of the others agrees after a while."""
    for form in sight.offers("agree-to-go-on", "steering"):
        if me.quiet(LATER) and me.table.claim(f"{sight.here}:agrees", me.name):
            return Deed(form, think=5)
    return None
