"""A deadline would measure the machine and what else runs on it, not the statistics."""

from hypothesis import settings

settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")
