"""The next agreement, as the first two signed ones foretell it: a draft for Madagascar, in Word with its redline.

The model is what Cambodia and Malaysia signed on 26 October 2025. Some of its slots are filled with care, the
rest take the value of the latest precedent, and the draft says which is which. Four files appear in the
current folder; the two for Word need the extra docx.
"""

from pathlib import Path

import tradetalks as tt
from tradetalks.adapters.akoma_ntoso import to_akoma_ntoso
from tradetalks.adapters.markdown import to_markdown
from tradetalks.adapters.word import to_docx
from tradetalks.adapters.word_redline import redline
from tradetalks.extras import MissingExtra

talks = tt.load()
signed_first = [talks.agreements["us-khm-art-2025"], talks.agreements["us-mys-art-2025"]]
model = tt.AgreementTemplate.from_precedents(signed_first)
print(f"{model.page().title}: {len(model.core)} core clauses, {len(model.slots)} slots")

try:
    model.draft("MG")
except tt.MissingTerms as missing:
    print(f"without any terms {len(missing.slots)} slots stay open, such as {missing.slots[0]}")

announced = talks.measures["eo-14257-mg"]  # what the order of 2 April 2025 foresaw
assert isinstance(announced.effect, tt.Charges)
draft = model.draft(
    "MG",
    terms={
        "april-2025-rate": str(announced.effect.duty),
        "gi-mode": "permit-use",
        "export-control-alignment": "case-by-case",
        "services-mode": "standstill",
        "forced-labour-deadline": "2 years after entry-into-force",
        "termination-notice": "6 months after notice",
    },
    include=["development-status"],  # Madagascar is a least developed country, as Cambodia is
    defaults="latest",
)
choices = [choice for article in draft.articles for choice in article.choices]
for how in ("given", "default", "fixed", "open-in-precedents"):
    print(f"{how:18} {sum(1 for one in choices if one.how.value == how)} terms")

# What the model fixes is in the draft as it is in the model; what differs is what was open.
against_model = tt.compare(draft, model)
assert against_model.share_of_second == 1
assert draft.choice_of("us-tariffs.us-rate").how.value == "fixed"
assert draft.choice_of("april-2025-rate").how.value == "given"
assert all(
    term.second is None or "open slot" in term.second
    for clause in against_model.clauses
    for term in clause.terms
    if term.verdict.value != "same" and clause.topic != "development-status"
)
# Jordan signed half a year later, and has most of what the model foretold.
against_jordan = tt.compare(draft, talks.agreements["us-jor-art-2026"])
print(f"Jordan has {float(against_jordan.share_of_first):.0%} of the draft's clauses")
assert against_jordan.share_of_first > 0.7

Path("madagascar.md").write_text(to_markdown(draft), encoding="utf-8")
Path("madagascar.xml").write_text(to_akoma_ntoso(draft, on="2026-10-07"), encoding="utf-8")
assert "The reference rate for goods of Madagascar is 47 percent ad valorem." in to_markdown(draft)
try:
    to_docx(draft, "madagascar.docx", on="2026-10-07")
    redline(draft, model, "madagascar-redline.docx", author="Counsel", on="2026-10-07")
except MissingExtra as missing_extra:
    print(missing_extra)
for path in sorted(Path().glob("madagascar*")):
    print(f"wrote {path} ({path.stat().st_size:,} bytes)")
