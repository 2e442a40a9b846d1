"""Agreements, drafts, models and hostile texts on which every format is tried."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import tradetalks as tt
from tradetalks.model.agreements import Reason
from tradetalks.vocabulary.kinds import AgreementKind, CommitmentKind
from tradetalks.vocabulary.terms import WordsTerm

if TYPE_CHECKING:
    from tradetalks.engines.agreements.comparison import Comparison
    from tradetalks.engines.agreements.draft import Draft
    from tradetalks.engines.agreements.template import AgreementTemplate
    from tradetalks.model.agreements import Agreement

__all__ = [
    "HOSTILE",
    "comparison",
    "draft",
    "everything",
    "hostile_agreement",
    "model",
    "other_draft",
    "recorded",
]

#: Texts that mean to be more than text, or that are none.
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror="alert(1)">',
    "comment": "<!-- gone ]]> --> &amp; &#60;b&#62;",
    "formula": '=HYPERLINK("http://example.org","19%")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "link": "[19%](javascript:alert(1)) ![x](http://example.org/x.png)",
    "marks": "# *a* _b_ ~~c~~ `d` | e | \\ <http://example.org> www.example.org $x$",
    "list": "1. - + > ---",
    "control": "a\x00b\x07\x1b[31mc\x7f\x85",
    "direction": "\u202egnp.exe\u202c \u2066x\u2069",
    "no characters": "a\ufffeb\uffffc\ufdd0\U0001ffff",
    "surrogate": "a\ud800b",
    "lines": "one\r\n\n# two\x0bthree\u2028four",
    "braces": "{giver} {t:us-rate} %s ${x} [slot: values seen]",
    "long": "word" * 2_000,
    "other scripts": "Fanekem-pifanarahana עברית العربية 協定",
}


def recorded(name: str) -> Agreement:
    """Return an agreement of the record."""
    return tt.load().agreements[name]


@cache
def model() -> AgreementTemplate:
    """Return the model of the first two signed agreements."""
    return tt.AgreementTemplate.from_precedents([recorded("us-khm-art-2025"), recorded("us-mys-art-2025")])


@cache
def draft() -> Draft:
    """Return a draft from it, by defaults alone."""
    return model().draft("MG", defaults="latest")


@cache
def other_draft() -> Draft:
    """Return a draft with other clauses and terms: articles come, go and are numbered anew."""
    return model().draft(
        "MG",
        defaults="strictest",
        terms={"april-2025-rate": "15%"},
        include=["development-status", "existing-rights"],
        exclude=["shipbuilding"],
        variants={"export-controls": "us-khm-art-2025", "purchases": "us-khm-art-2025"},
    )


@cache
def comparison() -> Comparison:
    """Return two agreements of the record side by side."""
    return tt.compare(recorded("us-khm-art-2025"), recorded("us-jor-art-2026"))


def everything() -> dict[str, Agreement | Draft | AgreementTemplate | Comparison]:
    """Return one of each kind of thing that has a document."""
    return {
        "agreement": recorded("us-khm-art-2025"),
        "statement": recorded("us-che-lie-framework-2025"),
        "draft": draft(),
        "model": model(),
        "comparison": comparison(),
    }


def hostile_agreement(text: str) -> Agreement:
    """Return an agreement that has the text wherever it can have one."""
    source = tt.Source(title=f"t{text}", at=text, url="https://example.org/a?b=<i>&c=')")
    commitment = tt.Commitment(
        id="hostile-1",
        topic="us-tariffs",
        at=f"1.1{text}",
        giver="US",
        receiver=text,
        kind=CommitmentKind.TARIFF_CEILING,
        verb="shall",
        bindingness="binding",
        summary=text,
        terms=[WordsTerm(name="rate-basis", words=f"w{text}")],
        condition=text,
        exchanged_for=text,
        because=Reason(words=text, sources=[source], inferred=True),
        sources=[source],
        verified=False,
        note=text,
    )
    return tt.Agreement(
        id="hostile",
        announced="2026-01-01",
        sources=[source],
        text=tt.AgreementText(
            title=f"t{text}",
            parties=["US", text],
            articles=[
                tt.Article(number="Preamble", heading=text, summary=text),
                tt.Article(number="1.1", heading=text, summary=text, commitments=[commitment]),
                tt.Article(number=text, heading=text),
                tt.Article(number=text, heading=text, topics=["us-tariffs"]),
            ],
        ),
        kind=AgreementKind.AGREEMENT_ON_RECIPROCAL_TRADE,
        binding=True,
        read=text,
        gaps=[text],
        note=text,
        template_role=text,
    )
