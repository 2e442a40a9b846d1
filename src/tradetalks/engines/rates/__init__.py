"""The rate book: the duty on every line from every origin on every day, as small tables over classes.

Made of arrays, and needs numpy; imported on use.
"""
