"""Drafts put into words: paragraphs chosen, names and terms filled in, articles numbered."""

from __future__ import annotations

import re

__all__ = ["Renderer"]

_PLACEHOLDER = re.compile(r"\{(?:(t|list|a|schedule):)?([a-z0-9_-]+)\}")
_SENTENCE = re.compile(r"(^|[.:] )([a-z])")
