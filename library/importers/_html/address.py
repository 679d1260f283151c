"""Addresses as a page writes them, made into ones that can be followed."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

_PLAIN = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#][^\s\\]*)?")
_FROM_ROOT = re.compile(
    r"/(?:[\w%&=+,~!@:*-][\w%&=+,~!@:*./-]*)?(?:\?[\w%&=+,~!@:*./-]+)?(?:#[\w%&=+,~!@:*./-]+)?", re.ASCII
)
_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?::\d+)?(?:[/?#]|$)")


def absolute(address: str, base: str) -> str:
    """Return the absolute http, https or mailto form of an address, or empty if it has none.

    Anything else (`javascript:`, `data:`, a path without a base) can't be followed from a reader.
    """
    address = "".join(address.split()) if "\n" in address or "\t" in address else address.strip()
    if not address or len(address) > 8000:
        return ""
    if _PLAIN.fullmatch(address):
        return address
    if "/." not in address and _FROM_ROOT.fullmatch(address) and (root := _root(base)):
        return root + address
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


@lru_cache(maxsize=64)
def _root(base: str) -> str:
    """Return the scheme and host of a plain base, which most relative links on a page begin at, or empty."""
    if not _PLAIN.fullmatch(base):
        return ""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


def host_name(address: str) -> str:
    """Return an address's host as a reader names the site, without `www.`; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def site(address: str) -> str:
    """Return the part of an address's host that one publication keeps for all its pages, or empty."""
    if match := _HOST.match(address):
        host = match[1].lower()
    else:
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            return ""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3  # .co.uk, .com.br
    return ".".join(labels[-3:] if short else labels[-2:])
