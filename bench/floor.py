"""A bare Django with an empty view: what every page is held against."""

import sys

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", empty)]
settings.configure(
    SECRET_KEY="bench",
    ROOT_URLCONF=__name__ if __name__ != "__main__" else "bench.floor",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
if __name__ == "__main__":
    django.setup()
    application = get_wsgi_application()
    sys.exit(0)
