from heedful.improvement.models.action import Action, ActionState
from heedful.improvement.models.improvement import Improvement
from heedful.improvement.models.nonconformities import (
    CauseAnalysis,
    CauseClass,
    CauseMethod,
    ClosedBy,
    Correction,
    CorrectionKind,
    CorrectiveAction,
    CriterionChange,
    EffectivenessReview,
    ExtentCheck,
    Nonconformity,
    Severity,
    Verdict,
    Why,
)
from heedful.improvement.models.opportunities import ActionEscalation, Opportunity, OpportunityState
from heedful.improvement.models.risk import SCALE, Effect, Risk

__all__ = [
    "SCALE", "Action", "ActionEscalation", "ActionState", "CauseAnalysis", "CauseClass", "CauseMethod", "ClosedBy",
    "Correction", "CorrectionKind", "CorrectiveAction", "CriterionChange", "Effect", "EffectivenessReview",
    "ExtentCheck", "Improvement", "Nonconformity", "Opportunity", "OpportunityState", "Risk", "Severity", "Verdict",
    "Why",
]  # fmt: skip
