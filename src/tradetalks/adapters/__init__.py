"""One module per outside format, over facts and answers; extras are imported on use.

May import everything below: errors, printing, vocabulary, dates, model, plain, dossier, rules,
loading, engines.
"""
