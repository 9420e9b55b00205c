"""What the chat channels remember: a few turns, their answers, feedback, budgets; behind one port, in SQLite."""
