"""Pages on the capability of the feedback process."""
