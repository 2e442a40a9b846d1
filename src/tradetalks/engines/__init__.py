"""The engines: a dossier and a question in, a frozen answer with its reasons out.

May import everything below: errors, package_files, printing, dates, vocabulary, model,
plain, dossier.
``rules`` and ``engines`` do not know each other.
"""
