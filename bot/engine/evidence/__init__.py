"""What bears on a question or a claim, and how."""
