"""Pages about what is done: actions, risks, improvements."""
