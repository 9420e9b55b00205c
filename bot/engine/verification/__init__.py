"""Whether a statement says no more than what it cites."""
