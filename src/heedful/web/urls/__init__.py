"""Addresses of the pages, one file for each room."""

from importlib import import_module
from pathlib import Path

from django.urls import include, path

ROOMS = sorted(found.stem for found in Path(__file__).parent.glob("*.py") if found.stem != "__init__")

urlpatterns = [path("", include(import_module(f"heedful.web.urls.{room}"))) for room in ROOMS]
