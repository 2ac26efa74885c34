"""What is sent to a room, read and carried out."""
