"""What the server calls: answers of customers first, all else to Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

django_application = get_wsgi_application()

from heedful.web.intake import Intake  # noqa: E402  models are there only after Django was set up

application = Intake(django_application)
