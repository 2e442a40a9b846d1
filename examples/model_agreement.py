"""The model of the first two signed agreements, and what it foretold of two that came later.

Cambodia and Malaysia signed on 26 October 2025. What both have is the core of the model; what differs is a
slot. The agreement with Indonesia came in February 2026 and the text with Jordan in July: how many of their
clauses, and of the terms inside, does the model have? Clauses come over nearly whole, terms do not.
"""

import textwrap
from collections import Counter

import tradetalks as tt

talks = tt.load()
cambodia, malaysia = talks.agreements["us-khm-art-2025"], talks.agreements["us-mys-art-2025"]
model = tt.AgreementTemplate.from_precedents([cambodia, malaysia])


def show(label: str, words: object) -> None:
    """Print a line of the story, wrapped under its label."""
    print(textwrap.fill(str(words), 96, initial_indent=f"{label:22}", subsequent_indent=" " * 22))


print("The model")
show("core clauses", len(model.core))
for clause in model.optional:
    show("optional", f"{clause.topic}: only {clause.precedents[0]}")
print("\nSome of what both fix, and of what is left open")
for topic in ("us-tariffs", "digital-services-tax", "third-country-fta", "termination"):
    for side in model.clause(topic).sides:
        for term in side.fixed:
            show("fixed", f"{topic}: {term}")
        for slot in side.slots:
            show("slot", f"{topic}: {slot}")

for name in ("us-idn-art-2026", "us-jor-art-2026"):
    foretold = model.coverage(talks.agreements[name])
    print(f"\n{name}, announced {talks.agreements[name].announced}")
    show(
        "topics foretold",
        f"{foretold.topics - len(foretold.new_topics)} of the agreement's {foretold.topics}",
    )
    show("core clauses kept", f"{len(foretold.core_topics)} of the model's {len(model.core)}")
    show("new to the model", ", ".join(foretold.new_topics))
    show("left out", ", ".join(foretold.missing_topics) or "nothing")
    for how, count in Counter(item.foretold.value for item in foretold.terms).most_common():
        show(f"terms {how}", count)
    for topic in ("us-tariffs", "geographical-indications", "termination", "third-country-fta"):
        for one in foretold.terms:
            if one.topic == topic:
                show(f"  {one.foretold.value}", f"{topic}: {one.name}")

indonesia = model.coverage(talks.agreements["us-idn-art-2026"])
jordan = model.coverage(talks.agreements["us-jor-art-2026"])

# Every clause that Cambodia and Malaysia share is in the agreement with Indonesia; Jordan lacks three, two of
# which may stand in an annex or a statement that could not be read.
assert indonesia.kept == 1
assert jordan.missing_topics == ("border-measures-taxes", "us-zero-list", "us-232-treatment")
# Jordan's text is nearer to the model than Indonesia's, which has ten topics of its own.
assert jordan.foretold > 0.9 > indonesia.foretold
# Clauses travel, terms are bargained: fewer than half of either's terms are as a precedent has them.
assert max(indonesia.terms_foretold, jordan.terms_foretold) < 0.5
