"""Print which marks stand in the records and how often, and whether history tells the same."""

import json
import sys
from collections import Counter

import django

django.setup()

from heedful.core.replay import differences  # noqa: E402
from heedful.core.verify import faults  # noqa: E402
from heedful.feedback.models import Feedback, Response  # noqa: E402

if __name__ == "__main__":
    said = [*Response.objects.values_list("comment", flat=True)]
    said += Feedback.objects.filter(response=None).values_list("words", flat=True)
    sys.stdout.write(json.dumps({"marks": Counter(filter(None, said)), "faults": [*faults(), *differences()]}))
