"""Tests of the model agreement: template, drafts, comparison, wording, reuse."""
