"""What a library is made of on disk: vectors, words, records, generations."""
