"""The tests of evidence: each reads records and answers one question; every module is named here."""

from heedful.audits.evidence import (
    act,
    check,
    determine,
    do,
    leadership,
    meet,
    plan,
    policy,
    roles,
    satisfaction,
    signs,
)

__all__ = ["act", "check", "determine", "do", "leadership", "meet", "plan", "policy", "roles", "satisfaction", "signs"]
