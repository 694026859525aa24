"""Rows for tests: complete by themselves, made through the gate, so that a test names only what it is about."""

from tests.make.audits import *  # noqa: F403
from tests.make.browser import *  # noqa: F403
from tests.make.core import *  # noqa: F403
from tests.make.customers import *  # noqa: F403
from tests.make.feedback import *  # noqa: F403
from tests.make.imports import *  # noqa: F403
from tests.make.improvement import *  # noqa: F403
from tests.make.leadership import *  # noqa: F403
from tests.make.letters import *  # noqa: F403
from tests.make.nonconformities import *  # noqa: F403
from tests.make.notices import *  # noqa: F403
from tests.make.processes import *  # noqa: F403
from tests.make.requirements import *  # noqa: F403
from tests.make.satisfaction import *  # noqa: F403
from tests.make.surveys import *  # noqa: F403
