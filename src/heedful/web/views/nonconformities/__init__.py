"""Pages about nonconformities: a requirement was not met, and what became of it."""
