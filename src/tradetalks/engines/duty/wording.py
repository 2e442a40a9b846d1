"""How the answers about duties name acts, rates and claims in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.vocabulary.duties import AllIn
from tradetalks.vocabulary.numbers import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tradetalks.engines.duty.causes import Cause
    from tradetalks.engines.duty.claims import Claims
    from tradetalks.engines.duty.layers import Dependency, Layer, NotCharged
    from tradetalks.model.acts import LegalAct

__all__ = [
    "CLAIM_WORDS",
    "brief",
    "by_whom",
    "cited",
    "claimed_words",
    "rate_words",
    "sentence",
    "together",
    "value_words",
    "whole_words",
]

#: So many answers to an open question are named.
_SHOWN = 6
#: What each claim says, in words.
CLAIM_WORDS = {
    "preference": "the preference under which column 1, special, is claimed",
    "usmca_qualifying": "whether the goods enter free under the USMCA",
    "us_content_percent": "the percent of the value that is of United States origin",
    "us_content_approved_by_commerce": "whether Commerce has approved that content",
    "steel_content_percent": "the percent of the value that is steel",
    "aluminum_content_percent": "the percent of the value that is aluminum",
    "copper_content_percent": "the percent of the value that is copper",
    "metal_weight_percent": "the percent of the weight that is steel, aluminum and copper",
    "steel_melted_and_poured": "where the steel was melted and poured",
    "aluminum_smelted_or_cast": "where the aluminum was smelted or cast",
    "vehicle_type": "what kind of vehicle it is",
    "use": "what it is for",
    "end_use": "where and by whom it is used in the end",
    "civil_aircraft": "whether it is an article of civil aircraft",
    "semiconductor_article_note_39b": "whether note 39(b) to chapter 99 describes it",
    "loaded_on_final_vessel": "the day on which it was loaded on the final vessel",
    "within_quota": "whether it enters within a quota",
    "uk_quota": "whether it enters in the British quota or over it",
    "cbp_transshipment_finding": "whether customs has found it to be transshipped",
    "statistical_number": "the statistical number of ten digits",
}


def brief(act: LegalAct) -> str:
    """Return the shortest name by which an act is found: its number, its citation, or its id.

    >>> import tradetalks as tt
    >>> acts = tt.load().acts
    >>> brief(acts["eo-14259"]), brief(acts["bis-2025-06-appliances"])
    ('EO 14259', '90 FR 25208')
    """
    if act.short != act.id or act.citation is None:
        return act.short
    return act.citation.partition(" (")[0].partition(";")[0]


def cited(act: LegalAct) -> str:
    """Return an act as it is cited: its number and its citation; without a number, its id besides.

    >>> import tradetalks as tt
    >>> acts = tt.load().acts
    >>> cited(acts["eo-14228"]), cited(acts["bis-2025-06-appliances"])
    ('EO 14228 (90 FR 11463)', '90 FR 25208 (bis-2025-06-appliances)')
    """
    if act.short == act.id:
        return act.id if act.citation is None else f"{brief(act)} ({act.id})"
    return act.short if act.citation is None else f"{act.short} ({act.citation.partition(' (')[0]})"


def by_whom(causes: Iterable[Cause]) -> str:
    """Return the acts behind causes, or the first of the causes in words where there is none."""
    found = tuple(causes)
    acts = dict.fromkeys(brief(one.act) for one in found if one.act is not None)
    return ", ".join(acts) or (found[0].words if found else "")


def rate_words(layer: Layer) -> str:
    """Return what a layer charges, without its name: the rate, and the part of the value it is taken on."""
    duty = layer.duty
    if isinstance(duty, AllIn):
        return f"what is missing to {duty.level} in all"
    if layer.percent is not None and _is_bounded(layer):
        return f"{printed(layer.percent)}% ({layer.charge})"
    return str(layer).removesuffix(f" {layer.program}")


def _is_bounded(layer: Layer) -> bool:
    return layer.charge is not None and bool(layer.charge.at_most or layer.charge.at_least)


def value_words(layer: Layer) -> str:
    """Return what a layer comes to in percent of the value, where its rate does not say it already."""
    if layer.percent is None or layer.share == 1 or _is_bounded(layer):
        return ""
    return f", which is {printed(layer.percent)}%"


def reason_words(layer: Layer, *, full: bool = False) -> str:
    """Return why a layer is charged: the act, and what its measure says.

    Args:
        layer: the layer.
        full: whether to give the citation of the act and the headings of chapter 99 as well.
    """
    measure, act = layer.measure, layer.act
    if measure is None or act is None or layer.charge is None:  # the ordinary duty, and a what-if
        return layer.because
    if not full:
        return f"{brief(act)}: {measure.summary}"
    headings = ", ".join(measure.headings)
    noun = "heading" if len(measure.headings) == 1 else "headings"
    return f"{cited(act)}{f', {noun} {headings}' if headings else ''}: {measure.summary}"


def unpaid_words(one: NotCharged, *, full: bool = False) -> str:
    """Return a programme that charges nothing, by which act, and why.

    Args:
        one: the programme.
        full: whether to give the citation of the act as well.
    """
    act, because = one.act, one.because
    if act is None:
        return f"{one.program}: {because}"
    plain = because.removeprefix(f"{act.short}: ")
    return f"{one.program}: {cited(act) if full else brief(act)}: {plain}"


def open_words(one: Dependency) -> str:
    """Return a fact that was not given, what it is, and the answers that would change the duty."""
    meaning = CLAIM_WORDS.get(one.fact)
    if meaning is None:
        return str(one)
    shown = list(one.values[:_SHOWN])
    values = " or ".join(shown) + (f" or {len(one.values) - _SHOWN} more" if len(one.values) > _SHOWN else "")
    return f"{one.fact}, {meaning}: {values}" + (f" ({one.words})" if one.words else "")


def whole_words(rate: str) -> str:
    """Return a rate with the value that it is taken on, also where that is the whole.

    >>> whole_words("10%"), whole_words("10% on 62.5% of the value")
    ('10% on all of the value', '10% on 62.5% of the value')
    """
    return rate if " on " in rate else f"{rate} on all of the value"


def sentence(words: str) -> str:
    """Return words as a sentence.

    >>> sentence("no longer gives way to s232-steel")
    'No longer gives way to s232-steel.'
    """
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def claimed_words(claims: Claims) -> str:
    """Return what was claimed as a sentence."""
    return f"Claimed: {claims}." if claims.given else "Nothing was claimed."


def together(said: Iterable[str]) -> tuple[str, ...]:
    """Return remarks of several answers as one: those that begin alike name all that any of them names.

    >>> together(["Held unlawful: a.", "Held unlawful: a, b.", "As scheduled."])
    ('Held unlawful: a, b.', 'As scheduled.')
    """
    named: dict[str, dict[str, None]] = {}
    for one in said:
        head, colon, rest = one.partition(": ")
        named.setdefault(head + colon, {}).update(
            dict.fromkeys(rest.removesuffix(".").split(", ") if colon else ())
        )
    return tuple(f"{head}{', '.join(names)}." if names else head for head, names in named.items())
