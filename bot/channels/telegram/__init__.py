"""Footing in Telegram."""
