import pytest


@pytest.fixture(autouse=True)
def _house(request):
    """Each test begins in a house that is old enough; its clock stands at its beginning until a test moves it."""
    from heedful.core import clock
    from tests import make

    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        make.old_house()
    with clock.at(make.at(make.BEGAN), simulated=True):
        yield
