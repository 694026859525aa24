"""The audit questions, in our own words, one file for each theme."""
