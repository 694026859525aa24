"""Sign-in: people are invited, nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made for people by who manages them."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Refuse sign-up."""
        return False
