"""One deliberately broken record for each rule, and what must be said of it."""
