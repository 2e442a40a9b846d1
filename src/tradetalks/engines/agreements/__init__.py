"""The model agreement: derived from precedents, drafted for the next partner, compared clause by clause.

Owns what can be asked of the texts of agreements. A template, a draft, a comparison is an answer,
not a fact. May import what the engines may import.
"""
