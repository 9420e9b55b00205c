"""For those who write records: formats, checks, counts, history."""
