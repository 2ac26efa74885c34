"""What developers and the two commands need and the product does not."""
