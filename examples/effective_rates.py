"""What the trade of 2024 would have paid on a day: the import-weighted duty of four African partners.

The rate of a partner is the customs value of 2024 of each line times the percent that it owes on the day, summed,
over the value of those lines: the old basket at the rates of the day, not what was collected. Three ways of entry:
an importer who claims nothing, one who claims AGOA where the line's own special rate has it, and one who enters
clothing under AGOA as well, as heading 9819.11 lets him where it meets the rules; the last is the most AGOA can give.
Lines that owe more than a percent of the value, or that the schedule of the day does not have, are left out and
counted. The weights and their limits are described in data/README.md.
"""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import tradetalks as tt

DAYS = {
    "2025-01-01": "before",
    "2025-04-09": "the country rates of April, for one day",
    "2025-08-07": "the country rates of August",
    "2026-03-01": "the surcharge of section 122",
    "2026-08-01": "after the surcharge",
}
PARTNERS = {"LS": "Lesotho", "MG": "Madagascar", "KE": "Kenya", "ZA": "South Africa"}
ENTRIES = ("nothing claimed", "AGOA claimed", "and for clothing")
#: The largest lines that make up this share of the value are weighed; the many small ones are left out.
WEIGHED = Decimal("0.99")

talks = tt.load()
traded: dict[str, list[tuple[int, str]]] = {partner: [] for partner in PARTNERS}
with (Path(__file__).parent / "data" / "us-imports-2024-africa.csv").open(encoding="utf-8") as rows:
    for row in csv.DictReader(rows):
        if row["partner"] in traded:
            traded[row["partner"]].append((int(row["value"]), row["hts10"]))


def percents(partner: str, code: str, day: str) -> tuple[Decimal, Decimal, Decimal] | str:
    """Return the percent owed for each way of entry, or why there is none."""
    try:
        plain = talks.duty(partner, code, day)
    except tt.NotCovered:
        return "lines renumbered since"
    if plain.percent is None:
        return "no plain percent"
    ordinary = plain.layers[0].percent
    if not ordinary:
        return plain.percent, plain.percent, plain.percent
    claimed = talks.duty(partner, code, day, claims={"preference": "D"}).percent
    if claimed is None:
        return "no plain percent"
    clothing = code.startswith(("61", "62"))
    return plain.percent, claimed, plain.percent - ordinary if clothing else claimed


rates: dict[tuple[str, str], tuple[Decimal, ...]] = {}
for partner, name in PARTNERS.items():
    total = sum(value for value, _ in traded[partner])
    print(f"{name}: {total / 1e6:,.0f} million dollars in 2024")
    print(f"  {'':12}{''.join(f'{entry:>18}' for entry in ENTRIES)}")
    for day, what in DAYS.items():
        paid, weighed = [Decimal(0)] * len(ENTRIES), 0
        left_out = Counter[str]()
        for value, code in sorted(traded[partner], reverse=True):
            if code.startswith(("98", "99")):
                left_out["goods returned and low-value shipments"] += value
            elif weighed + left_out.total() > WEIGHED * total:
                left_out["small lines"] += value
            elif isinstance(found := percents(partner, code, day), str):
                left_out[found] += value
            else:
                paid = [one + value * percent for one, percent in zip(paid, found, strict=True)]
                weighed += value
        rates[partner, day] = tuple(one / weighed for one in paid)
        print(f"  {day:12}{''.join(f'{one:>17.2f}%' for one in rates[partner, day])}  {what}")
        shares = ", ".join(f"{reason} {100 * value / total:.1f}%" for reason, value in left_out.most_common())
        print(f"  {'':12}left out: {shares}")
    print()

# The 50 percent of April 2025 came on top of all else, and no claim of AGOA spared them.
assert rates["LS", "2025-04-09"][0] - rates["LS", "2025-01-01"][0] == 50
assert rates["LS", "2025-04-09"][2] >= 50
# In Lesotho AGOA is about clothing, in South Africa about nearly everything else.
assert rates["LS", "2025-01-01"][2] < 1 < rates["LS", "2025-01-01"][1]
for (partner, day), (plain, claimed, clothing) in rates.items():
    assert clothing <= claimed <= plain, (partner, day)
