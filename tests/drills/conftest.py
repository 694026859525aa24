"""The folder that every drill begins with; it is laid once."""

import pytest
from django.db import connection

from tests.drills.house import Folder


@pytest.fixture(scope="session")
def laid(tmp_path_factory):
    """A folder in which an organisation has begun, and the token of its survey."""
    if connection.vendor != "sqlite":
        pytest.skip("the drills are about the folder that is served without another database")
    folder = Folder(tmp_path_factory.mktemp("drill") / "data")
    return folder, folder.run("laid.py")["token"]


@pytest.fixture
def folder(laid, tmp_path):
    """A fresh copy of it."""
    return laid[0].copy(tmp_path / "data")


@pytest.fixture
def token(laid):
    """The survey's address."""
    return laid[1]
