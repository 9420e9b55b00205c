"""Addresses of originals, at the page or the quoted words, and nothing that is not a web address."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from bot.engine.models import Citation

_PAGE = re.compile(r"(?:p\.|page|pg\.)\s*(\d{1,5})\b", re.IGNORECASE)
_FRAGMENT_WORDS = 12
_HOST = re.compile(r"[^\s<>\"'\\^`{|}\x00-\x20]+", re.ASCII)


def safe_url(url: str | None) -> str | None:
    """The address if it is http(s) with a host, percent-encoded for any markup; None for anything else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username or not _HOST.fullmatch(parts.netloc):
        return None
    path, query, fragment = (quote(part, safe="/%:@!$&+,;=~?*._-") for part in parts[2:])
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))


def original(citation: Citation) -> str | None:
    """The original at the cited place, as near as its address can say.

    A PDF opens at the page (RFC 8118) where the locator is a plain page number; pages counted within a volume are
    not pages of the file, so there the file opens at its start. Another page opens at the quoted words (a text
    fragment, WICG Scroll To Text Fragment) where there is a quote. Browsers that know neither show the whole.
    """
    url = safe_url(citation.url)
    if url is None or "#" in url:
        return url
    if urlsplit(url).path.lower().endswith(".pdf"):
        page = _PAGE.match(citation.locator.strip())
        return f"{url}#page={page[1]}" if page else url
    if citation.quote:
        words = " ".join(citation.quote.split()[:_FRAGMENT_WORDS])
        return f"{url}#:~:text={quote(words, safe='').replace('-', '%2D')}"
    return url


def archived(citation: Citation) -> str | None:
    return safe_url(citation.archive_url)
