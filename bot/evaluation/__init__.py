"""How good the engine is, measured on sets in plain formats. Imports the engine, and nothing that makes an engine."""
