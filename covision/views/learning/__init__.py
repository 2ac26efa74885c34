"""The course and its exercises."""
