from heedful.improvement.models.action import Action, ActionState
from heedful.improvement.models.corrective import (
    CauseAnalysis,
    CauseClass,
    CauseMethod,
    CorrectiveAction,
    CriterionChange,
    EffectivenessReview,
    ExtentCheck,
    Verdict,
    Why,
)
from heedful.improvement.models.improvement import Improvement
from heedful.improvement.models.nonconformities import ClosedBy, Correction, CorrectionKind, Nonconformity, Severity
from heedful.improvement.models.opportunities import ActionEscalation, Opportunity, OpportunityState
from heedful.improvement.models.risk import SCALE, Effect, Risk

__all__ = [
    "SCALE", "Action", "ActionEscalation", "ActionState", "CauseAnalysis", "CauseClass", "CauseMethod", "ClosedBy",
    "Correction", "CorrectionKind", "CorrectiveAction", "CriterionChange", "Effect", "EffectivenessReview",
    "ExtentCheck", "Improvement", "Nonconformity", "Opportunity", "OpportunityState", "Risk", "Severity", "Verdict",
    "Why",
]  # fmt: skip
