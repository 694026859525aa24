"""Who may do what: the one page for an auditor."""

from enum import StrEnum

from django.db import models


class Permission(StrEnum):
    """Each label ends the sentence "You may not …"."""

    READ = "read", "read records"
    SET_UP = "set_up", "change the organisation's settings"
    MANAGE_PEOPLE = "manage_people", "change people, their rights and training"
    KEEP_CUSTOMERS = "keep_customers", "change customers and what was delivered to them"
    KEEP_PROCESSES = "keep_processes", "change processes, measures and requirements"
    MEASURE = "measure", "enter measurements"
    LOG_FEEDBACK = "log_feedback", "log what a customer said"
    SORT_FEEDBACK = "sort_feedback", "sort feedback by kind and theme"
    HANDLE_COMPLAINTS = "handle_complaints", "handle complaints"
    PLAN_FEEDBACK = "plan_feedback", "change the feedback programme and its channels"
    APPROVE_PROGRAMME = "approve_programme", "approve the feedback programme"
    RUN_SURVEYS = "run_surveys", "make surveys and ask customers"
    ANALYSE = "analyse", "write analyses and what was decided"
    ACT = "act", "open and complete actions"
    IMPROVE = "improve", "change risks and improvements"
    TELL = "tell", "tell customers what changed"
    COMMIT = "commit", "enter what we promise to customers and who looked at it first"
    CHECK = "check", "check conformity and evaluate compliance"
    PUT_RIGHT = "put_right", "open nonconformities and put them right"
    JUDGE_EFFECT = "judge_effect", "review whether an action worked, and close a case"
    DIRECT = "direct", "draft policy, strategy and objectives"
    APPROVE_DIRECTION = "approve_direction", "approve policy, objectives and assignments"
    CHECK_UNDERSTANDING = "check_understanding", "check what people understood, and enter their signed sheets"
    ACKNOWLEDGE = "acknowledge", "confirm that something reached you"
    ASK_SUPPORT = "ask_support", "ask top management for support"
    DECIDE_SUPPORT = "decide_support", "decide on what top management is asked for"
    LEAD = "lead", "log what you did as a leader"
    HOLD_REVIEWS = "hold_reviews", "prepare and minute management reviews"
    CONCLUDE_REVIEWS = "conclude_reviews", "conclude a management review"
    EXCEPT_INDEPENDENCE = "except_independence", "record an exception from independence"
    AUDIT = "audit", "record process audits"
    ASK_QUESTIONS = "ask_questions", "ask the audit questions of the records now"
    SET_THRESHOLDS = "set_thresholds", "change a threshold of an audit question"
    IMPORT = "import", "bring in files"
    COMMENT = "comment", "comment and attach files"
    ANSWER_SURVEY = "answer_survey", "answer a survey"
    SPEAK = "speak", "send feedback by the public form"

    label: str

    def __new__(cls, value: str, label: str) -> "Permission":
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class AccessRole(models.TextChoices):
    """The roles that give access; the organisation's own roles of clause 5.3 are something else."""

    QUALITY_MANAGER = "quality_manager", "Quality manager"
    TOP_MANAGEMENT = "top_management", "Top management"
    PROCESS_OWNER = "process_owner", "Process owner"
    MEMBER = "member", "Member"
    INTERNAL_AUDITOR = "internal_auditor", "Internal auditor"
    EXTERNAL_AUDITOR = "external_auditor", "External auditor"
    ADMINISTRATOR = "administrator", "Administrator"


P = Permission
_EVERYBODY = frozenset({P.READ, P.LOG_FEEDBACK, P.ACT, P.COMMENT, P.SPEAK, P.PUT_RIGHT, P.ASK_SUPPORT, P.ACKNOWLEDGE})
_TOP_ALONE = frozenset({P.EXCEPT_INDEPENDENCE, P.APPROVE_DIRECTION, P.DECIDE_SUPPORT, P.LEAD, P.CONCLUDE_REVIEWS})
_OWNER = _EVERYBODY | {
    P.SORT_FEEDBACK, P.HANDLE_COMPLAINTS, P.MEASURE, P.ANALYSE, P.IMPROVE, P.KEEP_CUSTOMERS, P.ASK_QUESTIONS,
    P.KEEP_PROCESSES, P.TELL, P.COMMIT, P.CHECK, P.JUDGE_EFFECT, P.DIRECT, P.CHECK_UNDERSTANDING,
}  # fmt: skip

_TOP = _EVERYBODY | _TOP_ALONE | {
    P.ANALYSE, P.ASK_QUESTIONS, P.SET_THRESHOLDS, P.IMPROVE, P.HANDLE_COMPLAINTS, P.TELL, P.APPROVE_PROGRAMME,
    P.DIRECT, P.HOLD_REVIEWS, P.COMMIT, P.CHECK, P.JUDGE_EFFECT,
}  # fmt: skip

GRANTS: dict[AccessRole, frozenset[Permission]] = {
    AccessRole.QUALITY_MANAGER: frozenset(P) - _TOP_ALONE,
    AccessRole.TOP_MANAGEMENT: _TOP,
    AccessRole.PROCESS_OWNER: _OWNER,
    AccessRole.MEMBER: _EVERYBODY | {P.HANDLE_COMPLAINTS},
    AccessRole.INTERNAL_AUDITOR: frozenset({P.READ, P.COMMENT, P.ASK_QUESTIONS, P.AUDIT}),
    AccessRole.EXTERNAL_AUDITOR: frozenset({P.READ}),
    AccessRole.ADMINISTRATOR: frozenset({P.SET_UP, P.MANAGE_PEOPLE, P.IMPORT}),
}

PUBLIC_RIGHTS = frozenset({P.ANSWER_SURVEY, P.SPEAK})
