"""What the pages of surveys and satisfaction show in the browser."""

from datetime import date, timedelta

from heedful.core import clock
from heedful.core.actors import Public
from heedful.feedback.models import CallBack, Response
from heedful.feedback.surveys.commands import bring_responses, frame_wave, take_answers
from heedful.notices.models import Notice
from tests import make

WORDS = (("en", "How likely are you to recommend us to a colleague?"), ("ar", "ما مدى احتمال أن توصي بنا؟"))


def one_wave(**more):
    """A wave that is open today, with people asked and an open link."""
    version = make.version(wording=WORDS, languages="en ar")
    for name in ("Ada Berg", "يونس", "Somebody whose name is so long that it will not fit beside the others at all"):
        make.asked_contact(name, segment=make.segment())
    make.asked_contact("Said no", consents=False)
    return make.asked_wave(
        of=version, open_link=True, opens_on=date.today() - timedelta(days=3),
        closes_on=date.today() + timedelta(days=30), quarantine_days=0, **more,
    )  # fmt: skip


def answered_wave():
    """A wave with answers of two years by four segments, and unhappy ones."""
    wave, invited = one_wave()
    [question] = wave.survey_version.questions.exclude(kind="text")
    segments = [make.segment() for _ in range(4)]
    customers = [make.customer(segment=segment) for segment in segments]
    rows = []
    for number in range(24 * 8):
        day = date.today() - timedelta(days=10 + 30 * (number // 8))
        score = 9 if number % 3 else (number * 7) % 11
        rows.append(
            Response(
                wave=wave, answered_at=clock.now(), answered_on=day, answers=[[str(question.pk), score]],
                segment=segments[number % 4], customer=customers[number % 4], comment="Late again." * (number % 5 == 0),
            )
        )  # fmt: skip
    bring_responses(rows, by=make.TEST)
    sent = make.sent(wave, 2, invitation=invited[0].invitation, at=clock.now(), may_call=True, comment="وصل متأخرا")
    take_answers([sent], by=Public())
    return wave, invited


def surveys():
    answered_wave()
    make.survey("A draft in the making")
    return "/surveys/"


def survey():
    wave, _ = answered_wave()
    return f"/surveys/{wave.survey_version.survey_id}"


def draft():
    return f"/surveys/versions/{make.survey(languages='en ar', wording=WORDS).versions.get().pk}"


def of_all():
    """A draft with a question of each kind, in two languages, some of them for some."""
    found = make.survey("Of every kind", languages="en ar", wording=WORDS).versions.get()
    first = found.questions.first()
    some = {"shown_after": first, "shown_if": "at_most", "shown_value": 6, "required": False}
    both = {"wording": (("en", "What was wrong, and would you say so in very many words?"), ("ar", "ما الخطأ؟"))}
    choices = [
        [("en", "The time"), ("ar", "الوقت")],
        [("en", "A choice that is so long that it wraps"), ("ar", "حرارة")],
    ]
    make.question(found, "effort", required=False, help_words=[("en", "Of the last time."), ("ar", "آخر مرة")], **both)
    make.question(
        found, "rating", lowest=0, highest=9, required=False, low_words=[("en", "cold"), ("ar", "بارد")], **both
    )
    make.question(found, "one", options=choices, required=False, **both)
    make.question(found, "several", options=choices, **some, **both)
    make.question(found, "yes_no", **some, **both)
    make.question(found, "text", **some, **both)
    return make.fresh(found)


def draft_of_all():
    found = of_all()
    make.question(found, words="Not translated yet")
    return f"/surveys/versions/{found.pk}"


def question():
    return f"/surveys/questions/{of_all().questions.get(kind='several').pk}"


def new_question():
    return f"/surveys/versions/{of_all().pk}/ask/rating"


def words():
    return f"/surveys/versions/{of_all().pk}/words"


def asked_of_all():
    """An open wave that asks questions of every kind, with answers."""
    found = make.wave(
        of=make.published(of_all()), opens_on=date.today() - timedelta(days=3),
        closes_on=date.today() + timedelta(days=30),
    )  # fmt: skip
    sheets = ({"q1": str(n), "q3": "5", "q4": "9", "q5": "1", "q6.1": "1", "q8": f"Word {n}"} for n in range(11))
    make.taken(*(make.filled(found, sheet, at=clock.now(), flag="too_fast straight") for sheet in sheets))
    return found


def results():
    return f"/surveys/{asked_of_all().survey_version.survey_id}/results"


def answers_of_wave():
    return f"/surveys/waves/{asked_of_all().pk}/answers"


def paper():
    return f"/surveys/waves/{asked_of_all().pk}/paper"


def phone_of_all():
    return f"/a/{asked_of_all().token}"


def phone_of_all_in_arabic():
    return f"/a/{asked_of_all().token}?lang=ar"


def plan():
    return f"/surveys/versions/{make.version().pk}/wave"


def wave():
    found, _ = answered_wave()
    return f"/surveys/waves/{found.pk}"


def invite():
    found, _ = one_wave()
    make.asked_contact()
    return f"/surveys/waves/{found.pk}/invite"


def call_backs():
    answered_wave()
    return "/surveys/call-backs"


def call_back():
    answered_wave()
    return f"/surveys/call-backs/{CallBack.objects.get().pk}"


def response():
    answered_wave()
    return f"/surveys/answers/{Response.objects.filter(imported=False).get().pk}"


def satisfaction():
    answered_wave()
    return "/satisfaction/"


def answers():
    answered_wave()
    return "/satisfaction/answers"


def capability():
    answered_wave()
    make.customer("Silent & Sons")
    return "/satisfaction/capability"


def accounts():
    answered_wave()
    make.customer("Silent & Sons")
    return "/satisfaction/capability/accounts"


def signs():
    answered_wave()
    make.feedback("return")
    return "/satisfaction/capability/signs"


def phone():
    found, _ = one_wave()
    return f"/a/{found.token}"


def phone_in_arabic():
    _, invited = one_wave()
    return f"/i/{invited[1].token}?lang=ar"


def thanks():
    found, _ = one_wave()
    return f"/a/{found.token}/thanks"


def answered():
    _, invited = answered_wave()
    return f"/i/{invited[0].token}"


def frame():
    found, _ = one_wave()
    make.product()
    return f"/surveys/waves/{found.pk}/frame"


def places():
    found, _ = one_wave(by_mail=True)
    return f"/surveys/waves/{found.pk}/places"


def sheet():
    found, _ = one_wave()
    return f"/surveys/waves/{found.pk}/qr"


def draw():
    found, _ = one_wave()
    return f"/surveys/draws/{found.draws.get().pk}"


def anyway():
    one_wave()
    second = make.wave(opened=False, open_link=False)
    frame_wave(second, by=make.TEST, on=make.DAY)
    return f"/surveys/invitations/{second.invitations.exclude(excluded_because='').first().pk}/anyway"


def give_up():
    answered_wave()
    return f"/surveys/call-backs/{CallBack.objects.get().pk}/give-up"


def mails():
    make.mailed_wave([f"Person {n}" for n in range(5)])
    make.turn()
    return "/settings/mail"


def mail():
    mails()
    return f"/settings/mail/{Notice.objects.order_by('pk').first().pk}"


def hold():
    return f"{mail()}/drop"


def _shown():
    found, _ = one_wave(kiosk=True, embed_origin="https://www.example.org")
    return found


def kiosk():
    return f"/k/{_shown().token}"


def in_a_frame():
    return f"/e/{_shown().token}"


def out():
    _, invited = one_wave()
    return f"/o/{invited[0].token}"


def out_in_arabic():
    contact = make.asked_contact("يونس", language="ar")
    _, invited = one_wave()
    return f"/o/{next(i.token for i in invited if i.invitation.contact_id == contact.pk)}"
