"""One shipment, explained to the cent: a refrigerator of China, entered on 24 June 2025, 37.5 percent of it steel.

Five layers come together: the ordinary duty, two emergency duties, the duty on steel in derivative goods that had
begun the day before, and the old duty of section 301. The reciprocal duty is not charged on the steel.
"""

import json
from decimal import Decimal
from pathlib import Path

import tradetalks as tt

talks = tt.load()

# Nothing claimed is the worst case that customs allows for; what could be claimed is named with its bounds.
unknown = talks.duty("CN", "8418.10.00", "2025-06-24")
print(f"nothing claimed: {unknown.summary()}, or from {unknown.low}% to {unknown.high}% with")
for open_fact in unknown.depends_on:
    print(f"  {open_fact.fact}")

duty = talks.duty("CN", "8418.10.00", "2025-06-24", claims={"steel_content_percent": "37.5"})
print()
print(duty.explain())

amount = duty.amount(value="640.00")
print("\nOn a value of 640.00 dollars:")
for program, money in amount.layers:
    print(f"  {money:>8}  {program}")
print(f"  {amount:>8}  in all")

# The receipt says what was read, by version and hash. It can be kept as JSON and replayed later.
receipt = Path("receipt.json")
receipt.write_text(json.dumps(duty.receipt(), indent=2), "utf-8")
again = talks.replay(json.loads(receipt.read_text("utf-8")))
print(f"\nreplayed from {receipt}: {again.summary()}, the same: {again == duty}")

assert duty.percent == 70
assert [str(layer.percent) for layer in duty.layers] == ["0", "20", "6.25", "18.75", "25"]
assert [layer.act.id for layer in duty.layers if layer.act] == [
    "eo-14228",
    "eo-14298",
    "bis-2025-06-appliances",
    "s301-china-4yr-2024",
]
assert amount == Decimal("448.00") == sum(money for _, money in amount.layers)
assert dict(amount.layers)["ieepa-reciprocal"] == Decimal("40.00"), (
    "10 percent of 400, the value without the steel"
)
assert dict(amount.layers)["s232-steel"] == Decimal("120.00"), "50 percent of 240, the steel"
assert again.receipt() == duty.receipt()
assert unknown.percent is not None
assert unknown.percent > duty.percent
