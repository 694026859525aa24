"""Pages about leading: direction, roles, support, reviews, and what each leader did."""
