"""Parsers, one module a format. The entry is :mod:`knowledge.documents`; nothing else imports these."""
