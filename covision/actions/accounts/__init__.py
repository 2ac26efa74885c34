"""People, and the ways to sign in."""
