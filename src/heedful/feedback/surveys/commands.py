"""Every command on surveys, by its name."""

from heedful.feedback.surveys.anonymous import enter_anonymous
from heedful.feedback.surveys.asking import ask_question, change_question, drop_question, move_question
from heedful.feedback.surveys.begun import enter_begun
from heedful.feedback.surveys.call_backs import (
    assign_call_back,
    give_up_call_back,
    open_call_backs,
    record_call_back,
)
from heedful.feedback.surveys.comments import hear_comments
from heedful.feedback.surveys.design import change_draft, draft_version, open_survey, publish_version, retire_version
from heedful.feedback.surveys.entering import enter_answers
from heedful.feedback.surveys.framing import ask_anyway, frame_wave
from heedful.feedback.surveys.full import limit_answers
from heedful.feedback.surveys.inviting import (
    Invited,
    hash_of,
    invite_sample,
    note_disposition,
    remind_due,
    remind_invited,
)
from heedful.feedback.surveys.opting_out import opt_out
from heedful.feedback.surveys.paper import enter_paper
from heedful.feedback.surveys.sorting_out import bring_responses, exclude_response, include_response
from heedful.feedback.surveys.taking import Outcome, Sent, take_answers
from heedful.feedback.surveys.waves import (
    change_wave,
    close_over,
    close_wave,
    note_nonresponse,
    open_wave,
    plan_wave,
    wave_for_import,
)

__all__ = [
    "Invited", "Outcome", "Sent", "ask_anyway", "ask_question", "assign_call_back", "bring_responses", "change_draft",
    "change_question", "change_wave", "close_over", "close_wave", "draft_version", "drop_question", "enter_anonymous",
    "enter_answers", "enter_begun", "enter_paper", "exclude_response", "frame_wave", "give_up_call_back", "hash_of",
    "hear_comments", "include_response", "invite_sample", "limit_answers", "move_question", "note_disposition",
    "note_nonresponse", "open_call_backs", "open_survey", "open_wave", "opt_out", "plan_wave", "publish_version",
    "record_call_back", "remind_due", "remind_invited", "retire_version", "take_answers", "wave_for_import",
]  # fmt: skip
