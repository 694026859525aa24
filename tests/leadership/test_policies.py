from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from heedful.leadership import policies
from heedful.leadership.models import PolicyVersion
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.DAY + timedelta(days=9)


def test_a_version_is_drafted_with_one_commitment_a_sentence():
    draft = make.draft_policy()
    assert (draft.number, draft.approved_on) == (1, None)
    assert [c.words for c in draft.commitments.all()] == ["We deliver cold.", "We answer everybody."]
    with pytest.raises(ValidationError, match="is a draft already"):
        policies.draft_version(draft.policy, by=make.TEST, words="Another")


def test_a_new_version_takes_the_commitments_and_what_stands_behind_them_along():
    first = make.approved_policy()
    process = make.process()
    policies.back_commitment(first.commitments.first(), by=make.TEST, process=process, means_here="Doors shut.")
    second = policies.draft_version(first.policy, by=make.TEST, words="Better words")
    assert [(c.words, c.process) for c in second.commitments.all()] == [
        ("We deliver cold.", process),
        ("We answer everybody.", None),
    ]


def test_top_management_approves_what_somebody_else_wrote():
    leader = make.leader()
    own = make.draft_policy(author=leader)
    with pytest.raises(ValidationError, match="does not approve it alone"):
        policies.approve_version(own, by=leader, on=make.DAY)
    with pytest.raises(PermissionDenied):
        policies.approve_version(own, by=make.person(), on=make.DAY)
    with pytest.raises(ValidationError, match="top management"):
        policies.approve_version(own, by=make.leader(since=LATER), on=make.DAY)
    other = make.leader()
    approved = policies.approve_version(own, by=other, on=make.DAY)
    assert (approved.approved_by, approved.approved_on) == (other, make.DAY)
    with pytest.raises(ValidationError, match="approved on"):
        policies.approve_version(approved, by=other, on=make.DAY)


def test_an_approved_version_replaces_the_one_before():
    first = make.approved_policy()
    second = make.approved_policy(first.policy, on=LATER)
    assert PolicyVersion.objects.get(pk=first.pk).replaced_on == LATER
    assert second.replaced_on is None
    with pytest.raises(ValidationError, match="was replaced"):
        policies.communicate_version(PolicyVersion.objects.get(pk=first.pk), by=make.TEST, on=LATER)


def test_a_version_is_not_approved_before_the_one_it_replaces():
    first = make.approved_policy()
    with pytest.raises(ValidationError) as refusal:
        make.approved_policy(first.policy, on=make.DAY - timedelta(1))
    assert set(refusal.value.message_dict) == {"on"}


def test_it_is_told_once_and_only_when_approved():
    with pytest.raises(ValidationError, match="is a draft"):
        policies.communicate_version(make.draft_policy(), by=make.TEST, on=make.DAY)
    told = make.told_policy()
    with pytest.raises(ValidationError, match="was told on"):
        policies.communicate_version(told, by=make.TEST, on=LATER)


def test_looking_again_concludes_something_and_comes_later_each_time():
    told = make.told_policy()
    with pytest.raises(ValidationError) as refusal:
        policies.review_version(told, by=make.TEST, on=make.DAY, conclusion=" ")
    assert set(refusal.value.message_dict) == {"conclusion"}
    seen = policies.review_version(told, by=make.TEST, on=LATER, conclusion="Still fits")
    with pytest.raises(ValidationError, match="was reviewed on"):
        policies.review_version(seen, by=make.TEST, on=LATER, conclusion="Again")


def test_what_was_approved_is_not_reworded():
    draft = make.draft_policy()
    changed = policies.change_draft(draft, by=make.TEST, words="Colder")
    with pytest.raises(ValidationError, match="stands there already"):
        policies.change_draft(changed, by=make.TEST, words="Colder")
    approved = policies.approve_version(changed, by=make.leader(), on=make.DAY)
    sentence = approved.commitments.first()
    for deed in (
        lambda: policies.change_draft(approved, by=make.TEST, words="x"),
        lambda: policies.add_commitment(approved, by=make.TEST, words="x"),
        lambda: policies.drop_commitment(sentence, by=make.TEST),
    ):
        with pytest.raises(ValidationError, match="stays as it is"):
            deed()


def test_a_sentence_is_a_commitment_once_and_says_what_stands_behind_it():
    draft, measure = make.draft_policy(), make.measure()
    added = policies.add_commitment(draft, by=make.TEST, words="We improve.")
    assert added.place == 3
    with pytest.raises(ValidationError) as refusal:
        policies.add_commitment(draft, by=make.TEST, words="We improve.")
    assert set(refusal.value.message_dict) == {"words"}
    backed = policies.back_commitment(added, by=make.TEST, process=measure.process, measure=measure, means_here="x")
    assert backed.measure == measure
    with pytest.raises(ValidationError, match="so already"):
        policies.back_commitment(backed, by=make.TEST, process=measure.process, measure=measure, means_here="x")
    make.objective(commitment=backed)
    with pytest.raises(ValidationError, match="serves this"):
        policies.drop_commitment(backed, by=make.TEST)
    policies.drop_commitment(draft.commitments.first(), by=make.TEST)
    assert draft.commitments.count() == 2


def test_a_policy_is_named_once_and_given_up_with_a_reason():
    policy = make.policy("Quality")
    with pytest.raises(ValidationError) as refusal:
        make.policy("Quality")
    assert set(refusal.value.message_dict) == {"name"}
    with pytest.raises(ValidationError) as refusal:
        policies.retire_policy(policy, by=make.TEST, on=make.DAY, reason="")
    assert set(refusal.value.message_dict) == {"reason"}
    gone = policies.retire_policy(policy, by=make.TEST, on=make.DAY, reason="Merged")
    for deed in (
        lambda: policies.retire_policy(gone, by=make.TEST, on=make.DAY, reason="x"),
        lambda: policies.draft_version(gone, by=make.TEST, words="x"),
    ):
        with pytest.raises(ValidationError, match="given up on"):
            deed()
