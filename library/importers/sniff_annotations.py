"""Telling annotations in the W3C's model by their first bytes. Light: no parser is imported here."""

from __future__ import annotations

import re

_CONTEXT = re.compile(rb'"https?://www\.w3\.org/ns/(?:anno|ldp)\.jsonld"')
_TYPE = re.compile(rb'"@?type"\s*:\s*(?:\[\s*)?"(?:oa:)?Annotation(?:Page|Collection)?"')
_TARGET = re.compile(rb'"target"\s*:')


def web_annotations(head: bytes, name: str) -> float:
    """Sure where a JSON file names the W3C's context, or says of itself that it is annotations with targets."""
    flat = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if not flat.lstrip().startswith((b"{", b"[")):
        return 0.0
    has_type, has_target = _TYPE.search(flat), _TARGET.search(flat)
    if b'"AnnotationSet"' in flat:  # Readium's own form, under the same context
        return 0.0
    if _CONTEXT.search(flat):
        return 0.99 if has_type or has_target else 0.6
    return 0.97 if has_type and has_target else 0.0
