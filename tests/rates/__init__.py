"""The rate book: what it says in bulk is what single answers say, of whatever is thrown at it."""
