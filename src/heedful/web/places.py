"""Where each record's page stands, and how its kind is called.

Every link to a record that is known by reference only ("complaint/<uuid>") is made here: threads, history and
search. `address(ref)` never fails: a page this house does not have yet gives way to the record's history, and a row
without a page of its own leads to the record it hangs on.
"""

from django.urls import NoReverseMatch, reverse

from heedful.core.registry import row_models

OWN_PAGE = {
    "action": "improvement:action",
    "analysis": "feedback:analysis",
    "callback": "surveys:call_back",
    "channel": "feedback:channel",
    "commitment": "commitments:one",
    "communicationevent": "processes:communication",
    "complaint": "complaints:one",
    "customer": "customers:one",
    "draw": "surveys:draw",
    "feedback": "feedback:one",
    "framereview": "commitments:frame",
    "importfile": "imports:one",
    "indicator": "satisfaction:indicator",
    "improvement": "improvement:improvement",
    "interaction": "customers:interaction",
    "managementreview": "reviews:one",
    "measure": "processes:measure",
    "notice": "mail:one",
    "objective": "direction:objective",
    "nonconformity": "nonconformities:one",
    "opportunity": "opportunities:one",
    "person": "people:one",
    "policy": "direction:policy",
    "process": "processes:one",
    "processaudit": "audits:process_audit",
    "product": "customers:product",
    "programme": "feedback:programme",
    "requirement": "requirements:one",
    "risk": "improvement:risk",
    "role": "roles:one",
    "segment": "customers:segment",
    "supportrequest": "support:one",
    "survey": "surveys:one",
    "wave": "surveys:wave",
    "yousaid": "satisfaction:told_one",
}
"""Kinds whose page takes the record's id."""

SHARED_PAGE = {
    "apiclient": "clients",
    "market": "requirements:markets",
    "organisation": "settings",
    "strategyitem": "direction:overview",
    "theme": "feedback:themes",
    "unit": "people:list",
}
"""Kinds that stand together on one page."""

HANGS_ON = {
    "acknowledgement": "person",
    "actionescalation": "action",
    "authoritylimit": "role",
    "benchmark": "indicator",
    "causeanalysis": "nonconformity",
    "channeltest": "channel",
    "complainantword": "complaint",
    "communicationaudience": "event",
    "complaintperson": "complaint",
    "comprehensioncheck": "person",
    "complianceevaluation": "requirement",
    "conformitycheck": "requirement",
    "contact": "customer",
    "contactattempt": "complaint",
    "correction": "nonconformity",
    "correctiveaction": "nonconformity",
    "criterionchange": "corrective_action",
    "customerupdate": "complaint",
    "delivery": "customer",
    "discussed": "review",
    "escalation": "complaint",
    "effectivenessreview": "corrective_action",
    "exitcontact": "customer",
    "extentcheck": "nonconformity",
    "grant": "person",
    "importdecision": "file",
    "independenceexception": "complaint",
    "indicatorversion": "indicator",
    "interactionperson": "interaction",
    "issuedletter": "complaint",
    "invitation": "wave",
    "leadershipact": "person",
    "letter": "channel",
    "measurement": "measure",
    "measurereview": "process",
    "method": "programme",
    "noneapplies": "product",
    "offering": "product",
    "orderconfirmation": "commitment",
    "pause": "complaint",
    "policycommitment": "policy_version",
    "policyversion": "policy",
    "processoutput": "process",
    "reopening": "complaint",
    "requirementreview": "commitment",
    "response": "wave",
    "reviewdecision": "review",
    "reviewinput": "review",
    "reviewseat": "review",
    "roleassignment": "role",
    "surveyversion": "survey",
    "training": "person",
    "why": "analysis",
}
"""Kinds that are shown on the page of another row, with the field that leads there."""

OWN_WORDS = {
    "apiclient": "program",
    "actionescalation": "escalated action",
    "authoritylimit": "limit of authority",
    "callback": "call-back",
    "causeanalysis": "cause analysis",
    "channeltest": "channel test",
    "complianceevaluation": "evaluation of compliance",
    "conformitycheck": "check of conformity",
    "communicationaudience": "audience",
    "complainantword": "words of the complainant",
    "communicationevent": "message",
    "correctiveaction": "corrective action",
    "criterionchange": "change of criterion",
    "complaintperson": "person concerned",
    "contactattempt": "attempt at contact",
    "customerupdate": "update to the customer",
    "discussed": "discussion of an action",
    "effectivenessreview": "effectiveness review",
    "exitcontact": "exit contact",
    "extentcheck": "extent check",
    "framereview": "frame review",
    "grant": "access role",
    "importdecision": "decision on odd rows",
    "importmapping": "mapping of columns",
    "independenceexception": "exception from independence",
    "indicatorversion": "version of an indicator",
    "interactionperson": "person at an interaction",
    "issuedletter": "letter to the complainant",
    "measurereview": "review of measures",
    "draw": "draw of a sample",
    "noneapplies": "statement that none applies",
    "notice": "mail",
    "notapplicable": "question that does not apply",
    "orderconfirmation": "confirmation of an order",
    "processaudit": "process audit",
    "processoutput": "output",
    "requirementreview": "review of a commitment",
    "roleassignment": "assignment",
    "storedresult": "result of a question",
    "surveyquestion": "survey question",
    "surveyversion": "survey version",
    "yousaid": "you said, we did",
}


def split(ref: str) -> tuple[str, str]:
    """Take a reference apart: the kind and the id."""
    kind, _, pk = ref.partition("/")
    return kind, pk


def address(ref: str) -> str:
    """Give the address of a record's page; of its history where there is no page."""
    kind, pk = split(ref)
    if not pk or kind not in row_models():
        return ""
    try:
        if kind in OWN_PAGE:
            return reverse(OWN_PAGE[kind], args=[pk])
        if kind in SHARED_PAGE:
            return f"{reverse(SHARED_PAGE[kind])}#{kind}-{pk}"
        if kind in HANGS_ON:
            return reverse("go", args=[kind, pk])
        return history_address(ref)
    except NoReverseMatch:
        return history_address(ref)


def back_to(ref: str) -> str:
    """Give the address where what hangs on a record is shown: on its own page, or by itself."""
    kind, pk = split(ref)
    alone = reverse("attached:one", args=[kind, pk])
    try:
        return f"{reverse(OWN_PAGE[kind], args=[pk])}#attached" if kind in OWN_PAGE else alone
    except NoReverseMatch:
        return alone


def history_address(ref: str) -> str:
    """Give the address of a row's history."""
    try:
        return reverse("history:of", args=split(ref))
    except NoReverseMatch:
        return ""


def word(kind: str, *, many: bool = False) -> str:
    """Call a kind of record by its word: process audit, channel test."""
    model = row_models().get(kind)
    if model is None:
        return kind
    if many and kind not in OWN_WORDS:
        return str(model._meta.verbose_name_plural)
    return OWN_WORDS.get(kind, str(model._meta.verbose_name))
