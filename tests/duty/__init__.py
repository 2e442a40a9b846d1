"""Tests of the duty: cases from the law, claims, stacking, amounts, bounds, and an independent oracle."""
