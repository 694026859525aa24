"""What every test stands on: an own data folder, and the check that history tells the whole truth."""

import os
import tempfile
from pathlib import Path

os.environ["HEEDFUL_DATA"] = tempfile.mkdtemp(prefix="heedful-tests-")
os.environ.setdefault("HEEDFUL_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import pytest
from django.conf import settings as django_settings

SHARED = Path(os.environ.get("HEEDFUL_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))


def pytest_configure(config):
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django_settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    django_settings.MIDDLEWARE = [m for m in django_settings.MIDDLEWARE if "whitenoise" not in m]


@pytest.fixture
def shared():
    """The folder of published reference files that stay outside the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: reference files from public repositories are read from it")
    return SHARED


@pytest.fixture(autouse=True)
def _history_tells_the_whole_truth(request):
    """After every test that commanded anything, today rebuilt from the history equals the live tables."""
    yield
    if "db" not in request.fixturenames or request.node.get_closest_marker("tampers"):
        return
    from heedful.core.models import Entry
    from heedful.core.organisation import hold
    from heedful.core.replay import differences

    hold(None)
    kinds = set(Entry.objects.values_list("kind", flat=True).distinct())
    assert differences(kinds) == []


@pytest.fixture(autouse=True)
def _database_where_marked(request):
    """Ask for the database where a test file says so: pytestmark = pytest.mark.django_db."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
