"""The course, and what comes next for somebody who learns."""
