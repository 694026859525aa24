"""A mail server for drills: it takes mail, and does something at a moment of it."""

import contextlib
import socket
import socketserver
import threading
from email import message_from_bytes


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail on a port; `at` names the moment ("MAIL", "DATA" taken) at which `do` is called, once a mail."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, at="", do=None, port=0):
        super().__init__(("127.0.0.1", port), _Session)
        self.at, self.do, self.taken, self.hangs = at, do, [], False
        self.port = self.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.shutdown()
        self.server_close()

    def moment(self, name):
        """Do what is to be done at a moment."""
        if self.do is not None and name == self.at:
            self.do()


class _Session(socketserver.StreamRequestHandler):
    """One connection, one word after another."""

    def handle(self):
        server = self.server
        if server.hangs:
            with contextlib.suppress(OSError):
                self.connection.recv(1)
            return
        with contextlib.suppress(OSError):
            self.say(220, "drill")
            while line := self.rfile.readline():
                word = line[:4].strip().upper().decode("ascii", "replace")
                if word == "QUIT":
                    self.say(221, "bye")
                    return
                if word == "MAIL":
                    server.moment("MAIL")
                if word == "DATA":
                    self.say(354, "go on")
                    server.taken.append(self.message())
                    server.moment("DATA")
                self.say(250, "drill" if word in ("EHLO", "HELO") else "ok")

    def message(self):
        """Read a mail to its end; give its message-id."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return message_from_bytes(b"".join(lines))["Message-ID"]

    def say(self, code, words):
        """Answer."""
        self.wfile.write(f"{code} {words}\r\n".encode())
        self.wfile.flush()


def free():
    """A port at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
