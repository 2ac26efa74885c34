"""Circles: membership, agreements, decisions by consent, joining."""
