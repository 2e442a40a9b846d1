"""The state of play on 11 May 2025, as the world could know it that evening.

The talks in Geneva were under way; their result was published the next morning.
"""

import tradetalks as tt

then = tt.load().known_on("2025-05-11")
play = then.state_of_play(on="2025-05-11")
print(play)

china = play.talks["us-chn"]
assert china.status is not None
assert china.status.value == "opened"
assert china.headline_duty.percent == 145
for layer in china.headline_duty.layers:
    print(f"{layer.programme} charges {layer.effect} by {layer.because}")
