"""Surveys: how they are made, whom they ask, and how answers are taken.

What others call::

    open_survey(*, by, name, kind, wording, languages="en", intro=(), thanks=(), owner=None) -> Survey
    publish_version(version, *, by, on) -> SurveyVersion
    plan_wave(version, *, by, name, opens_on, closes_on, method=None, confidentiality="named", open_link=False,
              frame_is="", quarantine_days=90, owner=None) -> Wave
    frame_wave(wave, *, by, on, segments=()) -> list[Invitation]
    invite_sample(wave, *, by, on, size=None, seed=None) -> list[Invited]          each with invitation and token
    open_wave(wave, *, by, on), close_wave(wave, *, by, on, nonresponse_note="") -> Wave
    take_answers(batch: Sequence[Sent], *, by) -> list[Outcome]                     one transaction
    bring_responses(rows: Sequence[Response], *, by) -> Sequence[Response]          up to 1,000 at once
    wave_for_import(*, by, name, kind, wording, first_on, last_on, language="en") -> Wave
    exclude_response(response, *, by, reason), include_response(response, *, by, reason) -> Response
    record_call_back(call_back, *, by, on, reached, outcome) -> CallBack

They stand in `heedful.feedback.surveys.commands`; what can be asked of them in `heedful.feedback.surveys.queries`.
"""
