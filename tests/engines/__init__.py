"""The engines asked of the record that ships with the package, each expectation with its source."""
