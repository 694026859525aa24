"""A server for the drill: the callable before Django on a plain threading server, hasty where it is told to be.

Hasty acknowledges before the commit. It is the control: the drill must find what such a server loses.
"""

import os
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django

django.setup()

from heedful.feedback.surveys.commands import Outcome  # noqa: E402
from heedful.web.intake import Intake  # noqa: E402
from heedful.web.writer import Writer  # noqa: E402


class Hasty(Writer):
    """Says that an answer is in before it is."""

    def submit(self, sent):
        threading.Thread(target=super().submit, args=(sent,), daemon=True).start()
        return Outcome.TAKEN


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def nowhere(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]


if __name__ == "__main__":
    writer = Hasty() if "hasty" in sys.argv else Writer()
    server = make_server("127.0.0.1", 0, Intake(nowhere, writer.submit), server_class=Server, handler_class=Quiet)
    print(server.server_port, flush=True)  # noqa: T201
    server.serve_forever()
