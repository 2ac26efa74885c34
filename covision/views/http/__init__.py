"""What all views share: answers, forms, streams."""
