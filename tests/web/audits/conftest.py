import pytest


@pytest.fixture(autouse=True)
def _house(request):
    """Each test begins in a house of two years, on one day at noon."""
    from heedful.core import clock
    from tests import make

    request.getfixturevalue("db")
    make.old_house()
    with clock.at(make.at(make.DAY, 21), simulated=True):
        yield
