"""Cases of a person."""
