"""What the day page is made of: what waits for somebody, the loop in figures, and what is signal and what noise."""
