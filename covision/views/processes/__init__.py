"""The ways of working, their kit, and the editor."""
