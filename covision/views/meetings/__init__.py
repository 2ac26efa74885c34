"""The room and the pages around one meeting."""
