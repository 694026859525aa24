"""What a plain ORM pays for one answer: a row, and ten for its questions, committed FULL; without any HTTP.

Reads a number of seconds from each line, works so long, and prints how many answers a second it kept.
"""

import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.db import connection, models, transaction


def main(path: str) -> None:
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(path) / "orm.sqlite3",
                               "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"}}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )  # fmt: skip
    django.setup()

    class Answer(models.Model):
        key = models.CharField(max_length=40, unique=True)
        at = models.DateTimeField(auto_now_add=True)

        class Meta:
            app_label = "bench"

    class Given(models.Model):
        answer = models.ForeignKey(Answer, models.CASCADE)
        question = models.IntegerField()
        score = models.IntegerField()

        class Meta:
            app_label = "bench"

    with connection.schema_editor() as editor:
        editor.create_model(Answer)
        editor.create_model(Given)
    number = 0
    for line in sys.stdin:
        until, done = time.perf_counter() + float(line), 0
        while time.perf_counter() < until:
            with transaction.atomic():
                answer = Answer.objects.create(key=f"key-{number}")
                for question in range(10):
                    Given.objects.create(answer=answer, question=question, score=number % 11)
            number, done = number + 1, done + 1
        print(done / float(line), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
