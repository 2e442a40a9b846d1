"""The duty: what was owed on a tariff line, from an origin, on a day, layer by layer, and why.

The pictures of the programmes, the rules of stacking and the schedule are data; nothing here knows a
programme by its name.
"""
