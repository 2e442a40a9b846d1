"""The duty on cotton trousers of China and of Lesotho from January 2025 on, step by step, as a chart.

Both pay the ordinary 16.6 percent. On top of that come, for China, the old duty of section 301 and the duties over
fentanyl; for both the reciprocal duty, the surcharge that took its place, and the duties of summer 2026.
"""

from pathlib import Path

import tradetalks as tt
from tradetalks.adapters.step_charts import StepChart, StepLine

LINE = "6203.42.07"
talks = tt.load()

china, lesotho = (talks.duty_history(origin, LINE) for origin in ("CN", "LS"))
print(lesotho)
print()

for step in china:
    print(step)
    for change in step.changes:
        print(f"    {change}")

chart = StepChart(
    title="US duty on men's cotton trousers, 6203.42.07",
    lines=[StepLine.of("China", china), StepLine.of("Lesotho", lesotho)],
)
print()
print(chart.text())
Path("trousers.svg").write_text(chart.svg(), "utf-8")

# Lesotho: the baseline, the rate of 50 for one day, 15 from 7 August, the surcharge, and what was there before.
assert [(str(step.days.start), step.summary()) for step in lesotho] == [
    ("2025-01-01", "16.6%"),
    ("2025-04-05", "26.6%"),
    ("2025-04-09", "66.6%"),
    ("2025-04-10", "26.6%"),
    ("2025-08-07", "31.6%"),
    ("2026-02-24", "26.6%"),
    ("2026-07-24", "16.6%"),
]
assert [act.id for act in lesotho.on("2025-08-07").acts] == ["eo-14326"]
# China: 145 points on top of the 24.1 of January at the height of it.
assert [china.on(day).summary() for day in ("2025-01-01", "2025-04-10", "2025-05-14")] == [
    "24.1%",
    "169.1%",
    "54.1%",
]
assert [act.id for act in china.on("2025-05-14").acts] == ["eo-14298"]
# The truce was prolonged twice at the same rate: no step, but the acts are there.
assert [act.id for change in china.carried_on for act in change.acts][:2] == ["eo-14334", "eo-14358"]
assert china[-1].days.last_day == talks.horizon
