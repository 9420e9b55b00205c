"""What a text is made of: words, names, sentences, clauses, and their places. English, by rule."""
