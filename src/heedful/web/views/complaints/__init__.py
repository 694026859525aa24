"""Pages about complaints: the list, one of them, and every step of handling it."""
