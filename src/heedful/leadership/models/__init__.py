from heedful.leadership.models.communication import CommunicationAudience, CommunicationEvent
from heedful.leadership.models.direction import (
    AcknowledgedHow,
    Acknowledgement,
    ComprehensionCheck,
    Objective,
    ObjectiveKind,
    Policy,
    PolicyCommitment,
    PolicyKind,
    PolicyVersion,
    StrategyItem,
)
from heedful.leadership.models.reviews import (
    DecisionClass,
    Discussed,
    ManagementReview,
    ReviewDecision,
    ReviewInput,
    ReviewSeat,
    ReviewState,
    SeatForm,
)
from heedful.leadership.models.support import ActKind, LeadershipAct, RequestKind, SupportMeeting, SupportRequest

__all__ = [
    "AcknowledgedHow", "Acknowledgement", "ActKind", "CommunicationAudience", "CommunicationEvent",
    "ComprehensionCheck", "DecisionClass", "Discussed", "LeadershipAct", "ManagementReview", "Objective",
    "ObjectiveKind", "Policy", "PolicyCommitment", "PolicyKind", "PolicyVersion", "RequestKind", "ReviewDecision",
    "ReviewInput", "ReviewSeat", "ReviewState", "SeatForm", "StrategyItem", "SupportMeeting", "SupportRequest",
]  # fmt: skip
