"""Addresses as a page writes them, made into ones that can be followed."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_PLAIN = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#][^\s\\]*)?")


def absolute(address: str, base: str) -> str:
    """Return the absolute http, https or mailto form of an address, or empty if it has none.

    Anything else (`javascript:`, `data:`, a path without a base) can't be followed from a reader.
    """
    address = "".join(address.split()) if "\n" in address or "\t" in address else address.strip()
    if not address or len(address) > 8000:
        return ""
    if _PLAIN.fullmatch(address):
        return address
    if address.startswith("//") and not base:
        address = f"https:{address}"
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
        scheme, host = parts.scheme.lower(), parts.hostname
    except ValueError:
        return ""
    if scheme == "mailto":
        return joined if "@" in parts.path else ""
    return joined.replace(" ", "%20") if scheme in ("http", "https") and host else ""
