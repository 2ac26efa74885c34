"""Meetings to come: dates, details, letters, calendars, observers."""
