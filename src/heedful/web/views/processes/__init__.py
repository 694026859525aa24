"""Pages about processes, their measures, and what customers were told."""
