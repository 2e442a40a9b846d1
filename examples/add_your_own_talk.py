"""A talk of your own, added to the shipped record and saved as a folder of TOML."""

import tradetalks as tt

source = tt.Source(title="Press release of the ministry", url="https://example.org/release", at="para. 2")
talk = tt.Negotiation(
    id="us-nzl",
    announced="2025-05-20",
    sources=[source],
    name="Trade talks between the United States and New Zealand",
    parties=["US", "NZ"],
    track="independent",
    topics=["beef"],
    summary="Talks on the duty on New Zealand's goods.",
)
opened = tt.StatusEvent(
    id="us-nzl-2025-05-20-opened",
    announced="2025-05-20",
    sources=[source],
    negotiation="us-nzl",
    status="opened",
    day="2025-05-20",
    summary="The first round began.",
)
talks = tt.load().with_(talk, opened)
print(talks.status("us-nzl", on="2025-06-01"))

talks.dump("my-talks")  # only what is new; it extends the shipped record
again = tt.load("my-talks")
assert again.negotiation("us-nzl") == talk
assert again.status("us-chn", on="2025-05-12").value == "agreed"
