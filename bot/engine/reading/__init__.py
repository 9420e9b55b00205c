"""What a text claims, guesses, asks for and takes for granted."""
