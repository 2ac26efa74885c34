"""What all actions share: texts, pace, batches, work behind a request, the activity of a circle."""
