"""Run beforehand on an empty data directory: a circle whose meeting has just ended. Prints the members' cookies and the room."""

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
    from covision.management.serve import prepare
    from tests.scenes.ended_meeting import circle_of_four, ended

    prepare()
    now = timezone.now()
    met = ended(circle_of_four(now), now)
    keys = {who: log_in_simulated(person) for who, person in met.group.people.items()}
    journal.close()
    sys.stdout.write(
        json.dumps({"cookie": settings.SESSION_COOKIE_NAME, "keys": keys, "room": met.room.public_id})
    )


if __name__ == "__main__":
    main()
