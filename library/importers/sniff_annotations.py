"""Telling annotations in the W3C's model by their first bytes. Light: no parser is imported here."""

from __future__ import annotations

import re

from library.importers.sniff import flat, is_json

_CONTEXT = re.compile(rb'"https?://www\.w3\.org/ns/(?:anno|ldp)\.jsonld"')
_TYPE = re.compile(rb'"@?type"\s*:\s*(?:\[\s*)?"(?:oa:)?Annotation(?:Page|Collection)?"')
_TARGET = re.compile(rb'"target"\s*:')


def web_annotations(head: bytes, name: str) -> float:
    """Sure where a JSON file names the W3C's context, or says of itself that it is annotations with targets."""
    if not is_json(head):
        return 0.0
    text = flat(head)
    has_type, has_target = _TYPE.search(text), _TARGET.search(text)
    if b'"AnnotationSet"' in text:  # Readium's own form, under the same context
        return 0.0
    if _CONTEXT.search(text):
        return 0.99 if has_type or has_target else 0.6
    return 0.97 if has_type and has_target else 0.0
