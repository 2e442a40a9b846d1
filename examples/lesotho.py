"""Lesotho and the licence of Starlink, straight from the record: what was claimed, what was denied, what happened.

An article of May 2025 had it that Lesotho bought an exemption from its tariff of 50 percent with a licence.
The licence is real, the link was denied on its day, and the rate went its own way.
"""

import textwrap

import tradetalks as tt

talks = tt.load()


def show(label: object, words: str) -> None:
    """Print a line of the story, wrapped under its label."""
    print(textwrap.fill(words, 96, initial_indent=f"{label!s:14}", subsequent_indent=" " * 14))


print("What the article claimed")
claim = talks.claims["article-2025-05-s06"]
show(claim.announced, claim.statement)
show("then", f"as known that day: {talks.known_on(claim.announced).claims[claim.id].verdict.value}")
show("found", f"{claim.verdict.value}: {claim.finding}")
exempted = talks.claims["article-2025-05-correction-lesotho"]
show("found", f"{exempted.verdict.value}: {exempted.statement}")

print("\nWhat Lesotho offered and said")
said = [one for one in talks.positions.values() if one.negotiation == "us-lso"]
for position in sorted(said, key=lambda one: (one.announced, one.id)):
    show(position.announced, f"{position.speaker} ({position.kind.value}): {position.stance}")

print("\nWhat was given")
(licence,) = talks.concessions(giver="LS")
show(licence.announced, f"{licence.summary} For {licence.beneficiary}; {licence.outcome.value}.")
show("in exchange", licence.exchanged_for or "nothing is known")
show("it rests on", "; ".join(source.issuer or source.title for source in licence.sources))

print("\nWhat happened to the rate on ordinary goods, on top of the duty of the schedule")
history = talks.headline_history("LS", between=("2025-04-01", "2026-08-01"))
for step in history:
    because = ", ".join(str(layer.because) for layer in step.duty.layers)
    show(step.days.start, f"{step.duty.summary():5} {because}")

print()
show("in the end", str(talks.status("us-lso", on="2026-08-01").value))

# The article is right about the licence, wrong about what came of it.
assert (claim.verdict.value, exempted.verdict.value) == ("partly", "contradicted")
assert licence.outcome.value == "granted"
# The denial is of the very day of the licence, a month before the article.
denial = talks.positions["us-lso-ls-licence-unrelated"]
assert denial.said_on == licence.announced < claim.announced
# 50 percent applied for one day, to everybody who was listed; its end on the 10th came before the licence.
fifty = [step.days for step in history if step.duty.percent == 50]
assert [(str(days.start), str(days.end)) for days in fifty] == [("2025-04-09", "2025-04-10")]
rates = [
    talks.headline_duty("LS", on=day).percent
    for day in ("2025-04-09", "2025-04-14", "2025-08-07", "2026-02-24", "2026-07-24")
]
assert rates == [50, 10, 15, 10, 0]
# Nothing was bought: Madagascar, of which no licence is recorded, has the same rates from then on, day by day.
neighbour = talks.headline_history("MG", between=("2025-04-10", "2026-08-01"))
own = talks.headline_history("LS", between=("2025-04-10", "2026-08-01"))
assert [(one.days, one.duty.percent) for one in own] == [(one.days, one.duty.percent) for one in neighbour]
