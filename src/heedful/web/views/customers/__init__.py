"""Pages about customers: who they are, what reached them, when we met, and what they need by segment."""
