"""The shipped record: what it must hold, fact by fact, and how its parts must hang together."""
