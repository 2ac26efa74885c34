"""Run beforehand on an empty data directory: a circle of four with a draft of Concept I. Prints cookies and the draft."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "covision.settings"


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from covision import journal
    from covision.actions.accounts.people import log_in_simulated
    from covision.actions.circles import process_drafts
    from covision.management.serve import prepare
    from tests.scenes.ended_meeting import circle_of_four

    prepare()
    circle = circle_of_four(timezone.now())
    draft = process_drafts.copy(circle.inside("Fay"), "concept-1", now=timezone.now())
    keys = {who: log_in_simulated(person) for who, person in circle.people.items()}
    journal.close()
    context = {
        "cookie": settings.SESSION_COOKIE_NAME,
        "keys": keys,
        "circle": f"/circles/{circle.circle.public_id}/",
        "own": draft.public_id,
    }
    sys.stdout.write(json.dumps(context))


if __name__ == "__main__":
    main()
