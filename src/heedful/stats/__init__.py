"""The statistics of customer satisfaction: pure functions, each with its source, nothing else needed.

What stands here needs no numpy. What works on matrices is imported from its own module: `drivers`,
`matrices`, `path_model`, `proportional_odds`, `reliability`; and so are the reference cases, `cases`.
"""

from heedful.stats.against_rest import means_against_rest, scores_against_rest, shares_against_rest
from heedful.stats.agreement import cohen_kappa, krippendorff_interval, krippendorff_nominal, weighted_kappa
from heedful.stats.audit_sampling import (
    AcceptancePlan,
    AuditPhase,
    acceptance_plan,
    attribute_sample_size,
    discovery_sample_size,
    sites_to_audit,
    upper_deviation_rate,
)
from heedful.stats.clusters import (
    ClusteredInterval,
    clustered_mean,
    clustered_recommend_score,
    clustered_share,
    design_effect_of_clusters,
    design_effect_of_weights,
    ratio_standard_error,
)
from heedful.stats.count_charts import CountChart, c_chart, laney_p_chart, laney_u_chart, p_chart, u_chart
from heedful.stats.differences import difference_of_intervals, newcombe, two_sample_z
from heedful.stats.importance import ImportancePerformance, Quadrant, importance_performance
from heedful.stats.kano_model import KanoResult, KanoScores, kano, kano_counts, kano_scores
from heedful.stats.means import (
    Moments,
    WelchTest,
    difference_of_means,
    mean_of_histogram,
    mean_of_moments,
    moments_of_histogram,
)
from heedful.stats.multiplicity import benjamini_hochberg, benjamini_yekutieli, bonferroni, hochberg, holm
from heedful.stats.natural_limits import XmrChart, xmr
from heedful.stats.ordinal import RankSum, RelativeEffect, brunner_munzel, kruskal_wallis, mann_whitney
from heedful.stats.paired import mcnemar_exact, paired_difference
from heedful.stats.pareto_order import ParetoRow, pareto
from heedful.stats.planning import (
    cohen_h,
    detectable_change,
    detectable_rise_of_share,
    power_of_two_shares,
    power_to_find,
    sample_size_for_mean,
    sample_size_for_share,
    sample_size_for_two_shares,
)
from heedful.stats.power import one_sided_power_of_h, power_of_two_means, sample_size_for_two_means
from heedful.stats.qfd import TechnicalImportance, house_of_quality, planned_importance
from heedful.stats.rates import byar_rate, poisson_rate, rate_ratio
from heedful.stats.recommend import (
    RecommendClasses,
    ScoreMoments,
    adjusted_moments,
    difference_of_recommend_scores,
    recommend_classes,
    recommend_score,
    recommend_score_of_classes,
    score_moments,
)
from heedful.stats.recommend_dirichlet import recommend_score_dirichlet, recommend_score_dirichlet_of_classes
from heedful.stats.recommend_weighted import (
    BootstrapScore,
    WeightedScore,
    recommend_score_bootstrap,
    weighted_recommend_score,
)
from heedful.stats.response import (
    Dispositions,
    NonresponseBias,
    Representativity,
    ResponseRates,
    nonresponse_bias,
    representativity,
    respondents_against_frame,
    response_rates,
)
from heedful.stats.results import Difference, Interval, TestResult
from heedful.stats.run_charts import RunChart, crossings_limit, longest_run_limit, run_chart
from heedful.stats.sampling import SampledFigure, sample_mean, sample_total
from heedful.stats.sentiment import sentence_valence
from heedful.stats.service_gaps import ServiceGap, dimension_gap, servqual, weighted_servqual
from heedful.stats.shares import (
    agresti_coull,
    clopper_pearson,
    wald_share,
    wilson,
    wilson_continuity,
    wilson_effective,
    wilson_finite,
)
from heedful.stats.signals import Rule, Signal, nelson_rules
from heedful.stats.smoothing_charts import CusumChart, EwmaChart, cusum, ewma
from heedful.stats.survival import LogRank, SurvivalCurve, SurvivalStep, kaplan_meier, log_rank
from heedful.stats.tables import chi_square_of_table, equal_shares, yates_test
from heedful.stats.weighting import (
    Margin,
    WeightedMean,
    post_stratified_weights,
    raked_weights,
    trimmed_weights,
    weighted_mean,
)

__all__ = [
    "AcceptancePlan",
    "AuditPhase",
    "BootstrapScore",
    "ClusteredInterval",
    "CountChart",
    "CusumChart",
    "Difference",
    "Dispositions",
    "EwmaChart",
    "ImportancePerformance",
    "Interval",
    "KanoResult",
    "KanoScores",
    "LogRank",
    "Margin",
    "Moments",
    "NonresponseBias",
    "ParetoRow",
    "Quadrant",
    "RankSum",
    "RecommendClasses",
    "RelativeEffect",
    "Representativity",
    "ResponseRates",
    "Rule",
    "RunChart",
    "SampledFigure",
    "ScoreMoments",
    "ServiceGap",
    "Signal",
    "SurvivalCurve",
    "SurvivalStep",
    "TechnicalImportance",
    "TestResult",
    "WeightedMean",
    "WeightedScore",
    "WelchTest",
    "XmrChart",
    "acceptance_plan",
    "adjusted_moments",
    "agresti_coull",
    "attribute_sample_size",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "bonferroni",
    "brunner_munzel",
    "byar_rate",
    "c_chart",
    "chi_square_of_table",
    "clopper_pearson",
    "clustered_mean",
    "clustered_recommend_score",
    "clustered_share",
    "cohen_h",
    "cohen_kappa",
    "crossings_limit",
    "cusum",
    "design_effect_of_clusters",
    "design_effect_of_weights",
    "detectable_change",
    "detectable_rise_of_share",
    "difference_of_intervals",
    "difference_of_means",
    "difference_of_recommend_scores",
    "dimension_gap",
    "discovery_sample_size",
    "equal_shares",
    "ewma",
    "hochberg",
    "holm",
    "house_of_quality",
    "importance_performance",
    "kano",
    "kano_counts",
    "kano_scores",
    "kaplan_meier",
    "krippendorff_interval",
    "krippendorff_nominal",
    "kruskal_wallis",
    "laney_p_chart",
    "laney_u_chart",
    "log_rank",
    "longest_run_limit",
    "mann_whitney",
    "mcnemar_exact",
    "mean_of_histogram",
    "mean_of_moments",
    "means_against_rest",
    "moments_of_histogram",
    "nelson_rules",
    "newcombe",
    "nonresponse_bias",
    "one_sided_power_of_h",
    "p_chart",
    "paired_difference",
    "pareto",
    "planned_importance",
    "poisson_rate",
    "post_stratified_weights",
    "power_of_two_means",
    "power_of_two_shares",
    "power_to_find",
    "raked_weights",
    "rate_ratio",
    "ratio_standard_error",
    "recommend_classes",
    "recommend_score",
    "recommend_score_bootstrap",
    "recommend_score_dirichlet",
    "recommend_score_dirichlet_of_classes",
    "recommend_score_of_classes",
    "representativity",
    "respondents_against_frame",
    "response_rates",
    "run_chart",
    "sample_mean",
    "sample_size_for_mean",
    "sample_size_for_share",
    "sample_size_for_two_means",
    "sample_size_for_two_shares",
    "sample_total",
    "score_moments",
    "scores_against_rest",
    "sentence_valence",
    "servqual",
    "shares_against_rest",
    "sites_to_audit",
    "trimmed_weights",
    "two_sample_z",
    "u_chart",
    "upper_deviation_rate",
    "wald_share",
    "weighted_kappa",
    "weighted_mean",
    "weighted_recommend_score",
    "weighted_servqual",
    "wilson",
    "wilson_continuity",
    "wilson_effective",
    "wilson_finite",
    "xmr",
    "yates_test",
]
