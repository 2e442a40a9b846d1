"""China's rate in April 2025, as it was expected on each day and as it happened.

On 3 April everyone expected 34 percent from the 9th on top of the 20 already charged. That rate
never applied: on the 8th it was raised to 84 for the same day, and on the 9th to 125 for the next.
"""

from pathlib import Path

import tradetalks as tt
from tradetalks.adapters.step_charts import StepChart, StepLine

DAYS = ("2025-04-01", "2025-06-01")
talks = tt.load()

lines = [
    StepLine.of(f"as known on {day}", talks.known_on(day).headline_history("CN", between=DAYS))
    for day in ("2025-04-03", "2025-04-08", "2025-04-09")
]
happened = StepLine.of("as it happened", talks.headline_history("CN", between=DAYS))
chart = StepChart(title="US additional duty on ordinary goods of China", lines=[*lines, happened])

print(chart.text())
Path("china.svg").write_text(chart.svg(), "utf-8")

expected = talks.known_on("2025-04-03").headline_duty("CN", on="2025-04-09")
applied = talks.headline_duty("CN", on="2025-04-09")
print(f"\nFor 9 April: expected on the 3rd {expected.summary()}, applied {applied.summary()}")
assert (expected.percent, applied.percent) == (54, 104)
