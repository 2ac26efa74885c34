"""The languages Covision speaks, by their codes; the first is the one everything is written in before it is translated."""

LANGUAGE_NAMES = {"en": "English", "de": "Deutsch"}  # each in itself
LANGUAGES = tuple(LANGUAGE_NAMES)
