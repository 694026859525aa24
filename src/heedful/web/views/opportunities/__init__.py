"""Pages about opportunities: favourable circumstances, taken up or not with the reason."""
