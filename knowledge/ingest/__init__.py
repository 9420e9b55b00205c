"""From files, folders, addresses and records to a new generation of a library."""
