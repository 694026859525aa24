"""The tests of evidence: each reads records and answers one question; every module is named here."""

from heedful.audits.evidence import act, check, do, leadership, plan, policy, roles, satisfaction, signs

__all__ = ["act", "check", "do", "leadership", "plan", "policy", "roles", "satisfaction", "signs"]
