"""Meetings, rehearsals and self-coaching, and what is left of them."""
