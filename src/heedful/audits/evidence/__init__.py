"""The tests of evidence: each reads records and answers one question; every module is named here."""

from heedful.audits.evidence import (
    act,
    check,
    determine,
    do,
    effect,
    improve,
    leadership,
    meet,
    plan,
    policy,
    review,
    roles,
    satisfaction,
    signs,
    wrong,
)

__all__ = [
    "act", "check", "determine", "do", "effect", "improve", "leadership", "meet", "plan", "policy", "review", "roles",
    "satisfaction", "signs", "wrong",
]  # fmt: skip
