"""Pages about what customers say: the inbox, one item, themes, analyses."""
