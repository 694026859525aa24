"""Pages of surveys: what is asked, whom, what came of it, and who is called back."""
