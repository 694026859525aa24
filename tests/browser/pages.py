"""Pages in a state that the house of every address is not in: empty, full, public, in another script."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser import asked, heard, known, lead, meet, promise, put_right


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
    Page("no process yet", "/processes/"),
    Page("a measure", meet.measure),
    Page("a requirement that is met", promise.met),
    Page("products and sources", promise.coverage),
    Page("no product yet", "/requirements/coverage"),
    Page("none applies", "/requirements/none-applies"),
    Page("no commitment yet", "/commitments/"),
    Page("risks", meet.risks),
    Page("no survey yet", "/surveys/"),
    Page("a draft that lacks a translation", asked.draft_of_all),
    Page("results", asked.results),
    Page("a sheet to print", asked.sheet),
    Page("no mail yet", "/settings/mail"),
    Page("a kiosk", asked.kiosk, public=True),
    Page("a frame on a site", asked.in_a_frame, public=True),
    Page("ask me no more", asked.out, public=True),
    Page("ask me no more, in Arabic", asked.out_in_arabic, public=True),
    Page("no satisfaction yet", "/satisfaction/"),
    Page("satisfaction", asked.satisfaction),
    Page("no capability yet", "/satisfaction/capability"),
    Page("the capability of the feedback process", asked.capability),
    Page("signs beside the answers", asked.signs),
    Page(
        "so many to ask",
        "/satisfaction/capability/planner?kind=recommend&level=30&fall=10&power=80&people=2000&customers=400"
        "&response=50&alike=0.1",
    ),
    Page("no indicator yet", "/satisfaction/indicators"),
    Page("indicators", known.indicators),
    Page("an indicator", known.indicator),
    Page("an account", known.account),
    Page("no drivers", "/satisfaction/drivers"),
    Page("themes", known.themes),
    Page("you said, we did", known.you_said, public=True),
    Page("the question on a phone", asked.phone, public=True),
    Page("the question in Arabic", asked.phone_in_arabic, public=True),
    Page("questions of every kind on a phone", asked.phone_of_all, public=True),
    Page("questions of every kind in Arabic", asked.phone_of_all_in_arabic, public=True),
    Page("thanks for the answer", asked.thanks, public=True),
    Page("answered already", asked.answered, public=True),
    Page("nonconformities", put_right.cases),
    Page("a tree of whys", put_right.tree),
    Page("a corrective action", put_right.plan),
    Page("direction", lead.direction),
    Page("no direction yet", "/direction/"),
    Page("the draft of a policy", lead.draft),
    Page("a policy for everybody", lead.public, public=True),
    Page("roles", lead.roles),
    Page("no role yet", "/roles/"),
    Page("nothing asked yet", "/support/"),
    Page("no review yet", "/reviews/"),
    Page("a planned review", lead.planned_review),
    Page("a review in session", lead.review),
    Page("a leader", lead.leader),
    Page("a leader without a deed", lead.nobody_leads),
    Page("sort what waits", heard.sorting),
    Page("nothing waits", "/feedback/sort"),
    Page("letters that came", heard.letters),
    Page("programs", heard.programs),
    Page("no program yet", "/settings/programs"),
]
