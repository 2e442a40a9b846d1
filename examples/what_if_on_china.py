"""What if the 80 percent of the post, or the 50 of the reports, had become law on 12 May 2025?

Each is a position in the record: said, never law. A what-if makes a measure of it, in a new record;
the old one stays as it was, and every answer that rests on the supposition says so.
"""

import tradetalks as tt

then = tt.load().known_on("2025-05-11")
print("as the law stood:", then.headline_duty("CN", on="2025-05-12").summary())

for name in ("us-chn-us-eighty-percent", "us-chn-us-fifty-percent"):
    said = then.positions[name]
    what_if = then.with_(said.as_measure(starts="2025-05-12"))
    print(f"\n{said.stance}")
    print(what_if.headline_duty("CN", on="2025-05-12"))
    assert what_if.headline_duty("CN", on="2025-05-11") == then.headline_duty("CN", on="2025-05-11")

assert then.headline_duty("CN", on="2025-05-12").percent == 145
