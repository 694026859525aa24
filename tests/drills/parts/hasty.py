"""A server with a fault: it thanks for an answer before the answer is in the database. A drill must notice it."""

from threading import Event
from time import sleep

from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from heedful.feedback.surveys.commands import Outcome  # noqa: E402  models are there only after Django was set up
from heedful.web import writer  # noqa: E402
from heedful.web.intake import Intake  # noqa: E402

slow = writer._take


def take(batch):
    """Commit a moment later, as a machine under load does."""
    sleep(0.05)
    return slow(batch)


class Hasty(writer.Writer):
    """Thanks at once."""

    def submit(self, sent):
        item = writer._Waiting(sent)
        item.done = Event()
        self._queue.put_nowait(item)
        self._start()
        return Outcome.TAKEN


application = Intake(django_application, Hasty(take).submit)
