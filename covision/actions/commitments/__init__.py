"""Next steps that somebody took on, and reminders of them."""
