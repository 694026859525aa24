"""What the tests of evidence read: each record kind by one question to the database, shared within a run."""
