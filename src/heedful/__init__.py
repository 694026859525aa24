"""Heedful: the customer-focus system of an organisation that works to ISO 9001."""
