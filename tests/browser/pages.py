"""Every page that the browser looks at. Whoever adds a page adds its line here."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser import asked, meet, promise, put_right


@dataclass(frozen=True)
class Page:
    """A page by its path, or by a function that makes the rows it shows and answers its path."""

    name: str
    path: str | Callable[[], str]
    public: bool = False

    def address(self) -> str:
        """Make what the page shows, and say where it stands."""
        return self.path if isinstance(self.path, str) else self.path()


PAGES = [
    Page("gallery", "/gallery/"),
    Page("sign in", "/account/login/", public=True),
    Page("by invitation", "/account/signup/", public=True),
    Page("a new password", "/account/password/reset/", public=True),
    Page("look into your mail", "/account/password/reset/done/", public=True),
    Page("sign out", "/account/logout/"),
    Page("sign-in and security", "/account/2fa/"),
    Page("change your password", "/account/password/change/"),
    Page("confirm that it is you", "/account/reauthenticate/"),
    Page("processes", meet.processes),
    Page("no process yet", "/processes/"),
    Page("a process", meet.process),
    Page("a new process", "/processes/new"),
    Page("a measure", meet.measure),
    Page("a value", meet.enter),
    Page("told to customers", meet.communications),
    Page("requirements", meet.requirements),
    Page("a requirement", meet.requirement),
    Page("a new requirement", "/requirements/new"),
    Page("a requirement that is met", promise.met),
    Page("the law", promise.legal),
    Page("products and sources", promise.coverage),
    Page("no product yet", "/requirements/coverage"),
    Page("markets", promise.markets),
    Page("none applies", "/requirements/none-applies"),
    Page("commitments", promise.commitments),
    Page("no commitment yet", "/commitments/"),
    Page("a commitment", promise.commitment),
    Page("a new commitment", "/commitments/new"),
    Page("frame reviews", promise.frames),
    Page("a frame review", promise.frame),
    Page("actions", meet.actions),
    Page("an action", meet.action),
    Page("a new action", "/actions/open"),
    Page("risks", meet.risks),
    Page("a risk", meet.risk),
    Page("a new risk", "/risks/new"),
    Page("improvements", meet.improvements),
    Page("an improvement", meet.improvement),
    Page("no survey yet", "/surveys/"),
    Page("surveys", asked.surveys),
    Page("a survey", asked.survey),
    Page("a new survey", "/surveys/new"),
    Page("a draft", asked.draft),
    Page("a new wave", asked.plan),
    Page("a wave", asked.wave),
    Page("invite", asked.invite),
    Page("who could be asked", asked.frame),
    Page("where a wave is shown", asked.places),
    Page("a sheet to print", asked.sheet),
    Page("a draw made again", asked.draw),
    Page("ask anyway", asked.anyway),
    Page("give up a call", asked.give_up),
    Page("mails", asked.mails),
    Page("no mail yet", "/settings/mail"),
    Page("a mail", asked.mail),
    Page("hold a mail back", asked.hold),
    Page("a kiosk", asked.kiosk, public=True),
    Page("a frame on a site", asked.in_a_frame, public=True),
    Page("ask me no more", asked.out, public=True),
    Page("ask me no more, in Arabic", asked.out_in_arabic, public=True),
    Page("call-backs", asked.call_backs),
    Page("a call-back", asked.call_back),
    Page("an answer", asked.response),
    Page("no satisfaction yet", "/satisfaction/"),
    Page("satisfaction", asked.satisfaction),
    Page("answers behind a figure", asked.answers),
    Page("the question on a phone", asked.phone, public=True),
    Page("the question in Arabic", asked.phone_in_arabic, public=True),
    Page("thanks for the answer", asked.thanks, public=True),
    Page("answered already", asked.answered, public=True),
    Page("nonconformities", put_right.cases),
    Page("a nonconformity", put_right.case),
    Page("a tree of whys", put_right.tree),
    Page("a new nonconformity", "/nonconformities/new"),
    Page("a corrective action", put_right.plan),
    Page("opportunities", put_right.opportunities),
    Page("an opportunity", put_right.opportunity),
]
