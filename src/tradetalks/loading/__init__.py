"""Files to a dossier and back: folders of TOML, and the record that ships with the package.

Owns every reading and writing of record files, and the sizes they may have. What it reads is
untrusted: each stage (files, syntax, shape, ids, rules) refuses with a code, a file and a line, and
hands on only what passed. May import everything up to :mod:`tradetalks.rules`, and neither engines
nor talks.
"""
