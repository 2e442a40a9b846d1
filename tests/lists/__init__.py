"""Product lists: entries with two clocks, what measures change, and the shipped contents."""
