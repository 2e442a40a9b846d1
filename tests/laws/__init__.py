"""Laws: what holds for every value, tried on many; one file per family, with shared strategies."""
