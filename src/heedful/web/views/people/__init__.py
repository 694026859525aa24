"""Pages about people: who works here, what they may do, which roles they hold, what they were trained for."""
