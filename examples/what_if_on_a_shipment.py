"""What would 80 percent on China, or 50, have meant for the same shipments on 12 May 2025?

``what_if_on_china.py`` asks it of the headline; here it is asked of goods. The positions are read as the total of
both emergency duties, so the duty over fentanyl gives way to them; duties of other statutes stay as they are.
"""

from decimal import Decimal

import tradetalks as tt

ON = "2025-05-12"
SHIPMENTS = {
    "toys": ("9503.00.00.73", "10000.00"),
    "cotton trousers": ("6203.42.07", "25000.00"),
    "hot-rolled steel": ("7208.10.15.00", "40000.00"),
    "smartphones": ("8517.13.00", "90000.00"),
}
then = tt.load().known_on("2025-05-11")
worlds = {
    "as the law stood": then,
    **{
        str(position.as_measure(starts=ON).effect): then.with_(position.as_measure(starts=ON))
        for position in map(then.positions.get, ("us-chn-us-eighty-percent", "us-chn-us-fifty-percent"))
        if position is not None
    },
}

owed: dict[str, list[Decimal]] = {}
percents: dict[str, list[str]] = {}
print(f"{'entered on ' + ON:20}" + "".join(f"{world:>24}" for world in worlds))
for goods, (line, value) in SHIPMENTS.items():
    duties = [world.duty("CN", line, ON) for world in worlds.values()]
    owed[goods] = [duty.amount(value=value).total for duty in duties]
    percents[goods] = [duty.summary() for duty in duties]
    cells = (f"{duty.summary()} {money}" for duty, money in zip(duties, owed[goods], strict=True))
    print(f"{goods:20}" + "".join(f"{cell:>24}" for cell in cells))

supposed = worlds["80%"].duty("CN", "9503.00.00.73", ON)
print()
print(supposed)

assert list(worlds) == ["as the law stood", "80%", "50%"]
# Toys bear nothing but the two emergency duties.
assert percents["toys"] == ["145%", "80%", "50%"]
assert owed["toys"] == [Decimal("14500.00"), Decimal("8000.00"), Decimal("5000.00")]
# Trousers keep their ordinary 16.6 percent and the 7.5 of section 301.
assert percents["cotton trousers"] == ["169.1%", "104.1%", "74.1%"]
# Steel never bore the reciprocal duty, nor smartphones, which are on Annex II: of a total in its place they feel
# only that the duty over fentanyl goes.
assert percents["hot-rolled steel"] == ["70%", "50%", "50%"]
assert percents["smartphones"] == ["20%", "0%", "0%"]
# The answer says that it rests on a supposition, and the record of the day is as it was.
assert supposed.layers[1].measure is not None
assert supposed.layers[1].measure.is_what_if
assert any("what-if" in said for said in supposed.caveats)
assert then.duty("CN", "9503.00.00.73", ON).percent == 145
