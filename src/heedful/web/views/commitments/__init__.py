"""Pages on what we promise to customers."""
