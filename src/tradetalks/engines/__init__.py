"""The engines: a dossier and a question in, a frozen answer with its reasons out.

May import everything below: errors, printing, vocabulary, dates, model, plain, dossier.
``rules`` and ``engines`` do not know each other.
"""
