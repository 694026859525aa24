"""Reports made of the records: each says what it rests on, and what is not on record."""
