"""The whole server: the room's line beside Django."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "covision.settings")
application = get_asgi_application()
