"""Commitments of a person."""
