"""The schedule: rates as printed, lines with their days, the shipped data, and files of a user's own."""
