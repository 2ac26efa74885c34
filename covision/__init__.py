"""Covision: rooms in which groups of equals coach one another."""

__version__ = "0.1.0"
