"""The capability of the feedback process: whom it reaches, how sharp it is, and what change it would notice.

    capability(on) -> Capability        everything the page says; a fixed number of questions of the database
    noticing(on) -> Noticing            the change it would notice within a quarter, by the rule that signals
    quarter_change(now, before, ...)    that rule

They stand in `heedful.satisfaction.capability.whole`, `noticing` and `quarters`.
"""
