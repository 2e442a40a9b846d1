"""The answer: a duty with its layers, its bounds, its reasons and its receipt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from tradetalks.engines.answers import Answer
from tradetalks.engines.duty.claims import BadClaim, Claims, plain_claim
from tradetalks.engines.duty.layers import Amount, Dependency, Layer, NeedsQuantity, NotCharged, to_the_cent
from tradetalks.engines.duty.rating import Quantities, equivalent, money_of, rate
from tradetalks.engines.duty.wording import (
    claimed_words,
    open_words,
    rate_words,
    reason_words,
    sentence,
    unpaid_words,
    value_words,
)
from tradetalks.errors import NotCovered
from tradetalks.model.facts import Fact
from tradetalks.model.stacking import StackingRule
from tradetalks.printing import Bullets, Page, Rows, Section
from tradetalks.vocabulary.goods import HtsCode
from tradetalks.vocabulary.numbers import exact, printed

if TYPE_CHECKING:
    from fractions import Fraction

    from tradetalks.plain.data import Table

__all__ = ["Duty", "ReadFrom", "claims_as_data"]


@frozen(kw_only=True)
class ReadFrom:
    """What an answer was read from: names, versions and hashes."""

    #: Version of the data of the record.
    data_version: str
    #: The last day that the record covers, or is known to cover.
    horizon: date
    #: The day of knowledge, where one was asked for.
    known_on: date | None
    #: The schedule and its SHA-256.
    schedule: tuple[str, str]
    #: The SHA-256 of the product lists; empty where they tell none.
    lists: str

    def as_data(self) -> Table:
        """Return it as a receipt has it."""
        return {
            "record": {
                "data_version": self.data_version,
                "horizon": self.horizon.isoformat(),
                **({} if self.known_on is None else {"known_on": self.known_on.isoformat()}),
            },
            "schedule": {"name": self.schedule[0], "sha256": self.schedule[1]},
            "lists": {"sha256": self.lists},
        }


@frozen(kw_only=True)
class Duty(Answer):
    """What was owed on a tariff line, from an origin, on a day, layer by layer."""

    #: The importer.
    importer: str
    #: The origin.
    origin: str
    #: The line, or the statistical number.
    line: HtsCode
    #: The day of entry.
    on: date
    #: What was claimed.
    claims: Claims
    #: The ordinary duty first, then what the programmes charge.
    layers: tuple[Layer, ...]
    #: Programmes that reach the goods and charge nothing.
    not_charged: tuple[NotCharged, ...]
    #: Percent of the value in all; None where it takes value and quantity, or where entry is barred.
    percent: Decimal | None
    #: The least and the most that it can be, in percent, whatever the facts that were not given; None as above.
    low: Decimal | None
    high: Decimal | None
    #: The facts that would settle it.
    depends_on: tuple[Dependency, ...]
    #: The measure under which the goods may not be imported, if any.
    prohibited: NotCharged | None = None
    #: Exceptions and options in words that are for a claim alone, by the id to claim them by.
    exceptions: tuple[tuple[str, str], ...] = ()
    #: What the answer must say of what it rests on.
    caveats: tuple[str, ...] = ()
    #: What it must say of its day: how far the record was followed.
    day_notes: tuple[str, ...] = ()
    #: The facts that it rests on.
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    #: What it was read from.
    read_from: ReadFrom

    def amount(
        self,
        *,
        value: Decimal | int | str | None = None,
        quantity: Decimal | int | str | None = None,
        unit: str | None = None,
    ) -> Amount:
        """Return the money owed: exact per layer, rounded half up to the cent once per layer, and their sum.

        Args:
            value: the customs value in US dollars; None for the one that was claimed.
            quantity: the quantity in the unit of the specific duty; None for the one that was claimed.
            unit: that unit, to be checked against the duty's.

        Raises:
            NeedsQuantity: when a layer takes what was not given, or the schedule prints no duty but words.
            NotCovered: when the goods may not be imported.
            BadNumber: for a number that is not exact.
            BadClaim: for one that is negative.
        """
        if self.prohibited is not None:
            raise NotCovered(f"an amount of duty on {self.line}", f"import prohibited: {self.prohibited}")
        claimed = self.claims
        given = Quantities.of(
            claimed.customs_value_usd if value is None else _not_negative("value", value),
            claimed.quantity if quantity is None else _not_negative("quantity", quantity),
            unit or claimed.quantity_unit,
        )
        first = self.layers[0]
        column = equivalent(first.duty, given)
        from tradetalks.engines.duty.cases import Case

        case = Case(self.line, self.claims)
        made: list[tuple[str, Decimal]] = []
        for layer in self.layers:
            money: Fraction | None
            if layer.charge is None or (layer.percent is None and layer.own == 0):
                money = money_of(layer.duty, given)
            else:
                lost = 1 - layer.share / layer.own
                rated = rate(layer.charge, layer.own, lost, column, case)
                if rated.percent is None:
                    money = money_of(rated.duty, given)
                    money = None if money is None else money * rated.share
                else:
                    money = None if given.value is None else rated.percent * given.value / 100
            if money is None:
                raise NeedsQuantity(layer.program, "in words" if layer.duty is None else str(layer.duty))
            made.append((layer.program, to_the_cent(money)))
        return Amount.of(made)

    # --- in words -----------------------------------------------------------------------------

    def summary(self) -> str:
        """Return the total on one line."""
        if self.prohibited is not None:
            return "import prohibited"
        if self.percent is not None:
            return f"{printed(self.percent)}%"
        return " + ".join(rate_words(one) if one.duty else f"({one.because})" for one in self.layers)

    def page(self) -> Page:
        """Return what is shown."""
        title = f"Duty on {self.line} of {self.origin} entered on {self.on}: {self.summary()}"
        rows = Rows(
            [
                (layer.program, rate_words(layer), "" if layer.percent is None else f"{printed(layer.percent)}%",
                 reason_words(layer))
                for layer in self.layers
            ],
            ("layer", "rate", "of the value", "because"),
        )  # fmt: skip
        sections = []
        if self.not_charged:
            sections.append(Section("Not charged", [Bullets(map(unpaid_words, self.not_charged))]))
        if self.depends_on:
            points = Bullets(map(open_words, self.depends_on))
            sections.append(Section("Depends on", [self._bounds(), points]))
        said = [claimed_words(self.claims), *self.caveats, *self.day_notes]
        return Page(title, [rows, *said], sections)

    def _bounds(self) -> str:
        if self.low is None or self.high is None:
            known = "What was not claimed could change it."
        elif self.low == self.high:
            known = "What was not claimed could change the layers, but not the total."
        else:
            known = (
                f"With what was not claimed it could be from {printed(self.low)}% to {printed(self.high)}%."
            )
        return f"{known} Values that do:"

    def explain(self) -> str:
        r"""Return the reasons in words: each layer with its act, then what was not charged, and what is open.

        >>> import tradetalks as tt
        >>> said = tt.load().duty("VN", "9503.00.00.73", "2025-09-10").explain().splitlines()
        >>> print(said[0], said[3], sep="\n")
        9503.00.00.73 of VN, entered on 2025-09-10 (importer: US): 20% of the value.
        2. ieepa-reciprocal: 20%. EO 14326 (90 FR 37963), heading 9903.02.69: Goods of Vietnam pay 20 percent instead of 10.
        """
        total = self.summary() if self.percent is None else f"{self.summary()} of the value"
        said = [f"{self.line} of {self.origin}, entered on {self.on} (importer: {self.importer}): {total}."]
        said.append(claimed_words(self.claims))
        for at, layer in enumerate(self.layers, 1):
            reason = sentence(reason_words(layer, full=True))
            said.append(f"{at}. {layer.program}: {rate_words(layer)}{value_words(layer)}. {reason}")
            said += [f"   Not on the rest: {sentence(one.summary)}" for one in self._rules(layer)]
        for one in self.not_charged:
            label = "Import prohibited" if one == self.prohibited else "Not charged"
            said.append(f"{label}: {unpaid_words(one, full=True)}")
        if self.depends_on:
            said += [self._bounds(), *(f"- {open_words(one)}" for one in self.depends_on)]
        if self.exceptions:
            said.append("Otherwise for goods in words, if they are claimed to fit them (described_by):")
            said += [f"- {words}: {', '.join(ids)}" for words, ids in self._exceptions().items()]
        held = dict.fromkeys(one for layer in self.layers for one in layer.held)
        return "\n".join([*said, *self.caveats, *held, *self.day_notes])

    def _rules(self, layer: Layer) -> list[StackingRule]:
        """Return the rules by which a layer is charged on a part of the value only."""
        if layer.share == layer.own:
            return []
        return [
            one for one in self.facts if isinstance(one, StackingRule) and layer.program in one.programmes
        ]

    def _exceptions(self) -> dict[str, list[str]]:
        by_words: dict[str, list[str]] = {}
        for fact_id, words in self.exceptions:
            by_words.setdefault(words, []).append(fact_id)
        return by_words

    # --- as data ------------------------------------------------------------------------------

    def as_data(self) -> Table:
        """Return the answer as plain data."""
        numbers = {"percent": self.percent, "low": self.low, "high": self.high}
        return {
            "importer": self.importer,
            "origin": self.origin,
            "line": str(self.line),
            "on": self.on.isoformat(),
            "claims": claims_as_data(self.claims),
            **{name: printed(number) for name, number in numbers.items() if number is not None},
            **({} if self.prohibited is None else {"prohibited": str(self.prohibited)}),
            "layers": [_layer(one) for one in self.layers],
            "not_charged": [_unpaid(one) for one in self.not_charged],
            "depends_on": [_open(one) for one in self.depends_on],
            "caveats": [*self.caveats, *self.day_notes],
        }

    def receipt(self) -> Table:
        """Return the answer as data with all that was read: versions, hashes, and the facts it rests on.

        Its ``sha256`` is that of the canonical text of all the rest. :meth:`~tradetalks.customs.CustomsWindow.replay` asks it
        again, and gives the same byte for byte.
        """
        from tradetalks.plain.canonical import digest
        from tradetalks.plain.converter import converter
        from tradetalks.plain.data import Form

        plain = converter(Form.JSON)
        made: Table = {
            "answer": self.as_data(),
            **self.read_from.as_data(),
            "facts": {one.id: digest(plain.unstructure(one)) for one in self.facts},
        }
        return {**made, "sha256": digest(made)}

    def without_reasons(self) -> Duty:
        """Return the numbers alone, for comparing answers that rest on different facts."""
        return evolve(self, facts=(), caveats=(), day_notes=(), exceptions=())


def _not_negative(name: str, number: Decimal | int | str) -> Decimal:
    made = exact(number)
    if made < 0:
        raise BadClaim(name, printed(made), "a number that is not negative")
    return made


def claims_as_data(claims: Claims) -> Table:
    """Return claims as plain data, as they can be claimed again: several words as a list, all else as text."""
    return {
        name: list(value) if isinstance(value, tuple) else plain_claim(value)
        for name, value in claims.given.items()
    }


def _filled(table: dict[str, str | None]) -> Table:
    return {name: value for name, value in table.items() if value is not None}


def _layer(one: Layer) -> Table:
    made = _filled(
        {
            "program": one.program,
            "duty": None if one.duty is None else str(one.duty),
            "base": one.base.value,
            "share": str(one.share),
            "percent": None if one.percent is None else printed(one.percent),
            "measure": None if one.measure is None else one.measure.id,
            "act": None if one.act is None else one.act.id,
            "because": one.because,
        }
    )
    return {**made, "held": list(one.held)} if one.held else made


def _unpaid(one: NotCharged) -> Table:
    measure = None if one.measure is None else one.measure.id
    made = _filled({"program": one.program, "measure": measure, "because": one.because})
    return {**made, "subject": one.subject}


def _open(one: Dependency) -> Table:
    made = _filled({"fact": one.fact, "words": one.words})
    return {**made, "values": list(one.values), "asked_by": list(one.asked_by)}
