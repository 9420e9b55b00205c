"""Discord: slash commands, mentions and replies, buttons that outlive restarts, and one side of a bridge."""
