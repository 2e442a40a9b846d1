"""The facts: what every kind of fact is, refuses, names, and knew on a day."""
