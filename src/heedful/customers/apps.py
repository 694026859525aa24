from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """The room of customers."""

    name = "heedful.customers"
