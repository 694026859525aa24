"""Letters to complainants: what they say, and the record of each that went out."""
