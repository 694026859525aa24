from heedful.requirements.models.commitments import (
    Commitment,
    CommitmentKind,
    FrameReview,
    OrderConfirmation,
    RequirementReview,
    ReviewResult,
)
from heedful.requirements.models.keeping import ComplianceEvaluation, ConformityCheck, Market, NoneApplies, Offering
from heedful.requirements.models.requirement import Requirement, RequirementState, SourceType

__all__ = [
    "Commitment", "CommitmentKind", "ComplianceEvaluation", "ConformityCheck", "FrameReview", "Market", "NoneApplies",
    "Offering", "OrderConfirmation", "Requirement", "RequirementReview", "RequirementState", "ReviewResult",
    "SourceType",
]  # fmt: skip
