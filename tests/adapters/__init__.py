"""Tests of the outside formats: what each shows, what it survives, and that it can be read back."""
