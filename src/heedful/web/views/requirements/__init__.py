"""Pages on requirements."""
