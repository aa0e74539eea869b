"""What editors decide about figures: the fields they may correct, the log of their decisions, the queue before them."""
