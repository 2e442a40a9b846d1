"""A broker's file of shipments, rated: the duty of every row, and what each programme and each partner comes to.

The file has claims in columns of their own, empty where nothing is claimed, and one bad row, which stays in its place
with the reason. Needs the extra ``frames``: python -m pip install "tradetalks[frames]"
"""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

import tradetalks as tt

FILE = Path("shipments.csv")
FILE.write_text(
    """\
entry,origin,line,date,value,quantity,quantity_unit,preference,usmca_qualifying,us_content_percent,steel_content_percent
routers,CN,8517.62.00.90,2025-05-10,12480.00,,,,,,
refrigerators,CN,8418.10.00,2025-06-24,32000.00,,,,,,37.5
toys,CN,9503.00.00.73,2025-04-20,8750.00,,,,,,
car,DE,8703.23.01.60,2025-09-01,31450.50,,,,,,
valves,DE,8481.80.30.90,2025-09-15,5210.00,,,,,,
lumber,CA,4407.11.00.02,2025-11-01,44100.00,,,,,,
biscuits,CA,1905.90.10,2025-08-10,9300.00,,,,,,
biscuits too,CA,1905.90.10,2025-08-10,9300.00,,,,true,,
forklift,MX,8427.20.80,2026-07-10,25000.00,,,,true,30,
bearings,JP,8482.10.50,2025-10-01,18000.00,,,,,,
coffee,BR,0901.11.00,2025-09-01,76000.00,,,,,,
coffee later,BR,0901.11.00,2025-12-01,76000.00,,,,,,
trousers,LS,6203.42.45.11,2025-08-10,15640.00,,,,,,
nuts,KE,0802.61.00.00,2026-03-01,4000.00,500,kg,,,,
gin,UK,2208.50.00,2025-08-10,1200.00,,,,,,
""",
    "utf-8",
)

# Codes are text, money and shares are decimals, and what is empty is not given.
TYPES = {"line": pa.string(), "preference": pa.string(), "value": pa.decimal128(12, 2)}
TYPES |= {"quantity": pa.decimal128(12, 3), "us_content_percent": pa.decimal128(5, 2)}
TYPES |= {"steel_content_percent": pa.decimal128(5, 2)}
shipments = csv.read_csv(
    FILE, convert_options=csv.ConvertOptions(column_types=TYPES, strings_can_be_null=True)
)

talks = tt.load()
book = talks.rate_book()
rated = book.assess(shipments)
assert isinstance(rated, pa.Table)
rows = {row["entry"]: row for row in rated.to_pylist()}


def percent(number: Decimal | None) -> str:
    """Return a percent as a person would write it."""
    return "" if number is None else f"{number.normalize():f}%"


def money(number: Decimal | None) -> str:
    """Return money as a person would write it; nothing where it is not known, which is not zero."""
    return "" if number is None else f"{number:,.2f}"


print(
    f"{'entry':13} {'of':2} {'on':10} {'value':>10} {'percent':>7} {'at least':>8} {'at most':>7} {'duty':>9}"
)
for entry, row in rows.items():
    print(
        f"{entry:13} {row['origin']:2} {row['date']} {money(row['value']):>10} {percent(row['total']):>7} "
        f"{percent(row['low']):>8} {percent(row['high']):>7} {money(row['amount']):>9}"
    )
    print(f"{'':16} {row['not_rated'] or row['layers']}")

print("\nBy partner:")
by_partner = rated.group_by("origin").aggregate([("value", "sum"), ("amount", "sum"), ("not_rated", "count")])
for one in by_partner.sort_by([("amount_sum", "descending")]).to_pylist():
    missing = f"  ({one['not_rated_count']} not rated)" if one["not_rated_count"] else ""
    print(f"  {one['origin']} {money(one['value_sum']):>10} {money(one['amount_sum']):>9}{missing}")

# What each programme took is asked of the single answers, with the claims of the row; they come to the same cent.
CLAIMS = ("preference", "usmca_qualifying", "us_content_percent", "steel_content_percent")
by_programme = Counter[str]()
for row in rows.values():
    if row["amount"] is None:
        continue
    claims = tt.Claims(**{name: row[name] for name in CLAIMS})
    duty = talks.duty(row["origin"], row["line"], row["date"], claims=claims)
    amount = duty.amount(value=row["value"], quantity=row["quantity"], unit=row["quantity_unit"])
    assert amount == row["amount"], row["entry"]
    by_programme.update({program: int(one * 100) for program, one in amount.layers})
print("\nBy programme:")
for program, cents in by_programme.most_common():
    print(f"  {money(Decimal(cents) / 100):>10} {program}")

# No row is lost, and a row that cannot be rated says why instead of owing nothing.
assert rated.num_rows == shipments.num_rows == 15
assert pc.count(rated["not_rated"]).as_py() == 1
assert rows["gin"]["amount"] is None
assert "UK" in rows["gin"]["not_rated"]
assert rows["refrigerators"]["total"] == 70
assert rows["forklift"]["amount"] == Decimal("4375.00")
# A claim that is made settles what was open; one that is not made moves the bounds.
assert rows["biscuits"]["low"] == rows["biscuits too"]["total"] == rows["biscuits too"]["high"] == 0
assert rows["biscuits"]["total"] == 35
# A duty by weight has no percent, but an amount.
assert rows["nuts"]["total"] is None
assert rows["nuts"]["amount"] == Decimal("6.50")
# Each layer is rounded to the cent, so the car owes a cent less than 15 percent of its value would round to.
assert rows["car"]["amount"] == Decimal("786.26") + Decimal("3931.31") == Decimal("4717.57")
assert sum(by_programme.values()) == int(pc.sum(rated["amount"]).as_py() * 100)
