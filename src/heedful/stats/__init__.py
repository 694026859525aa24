"""The statistics of customer satisfaction: pure functions, each with its source, nothing else needed.

What stands here needs no numpy. Methods that work on matrices are imported from their own modules.
"""

from heedful.stats.against_rest import means_against_rest, scores_against_rest, shares_against_rest
from heedful.stats.clusters import (
    ClusteredInterval,
    clustered_mean,
    clustered_recommend_score,
    clustered_share,
    design_effect_of_clusters,
    design_effect_of_weights,
    ratio_standard_error,
)
from heedful.stats.count_charts import (
    CountChart,
    c_chart,
    laney_p_chart,
    laney_u_chart,
    p_chart,
    u_chart,
)
from heedful.stats.differences import difference_of_intervals, newcombe, two_sample_z
from heedful.stats.means import (
    Moments,
    WelchTest,
    difference_of_means,
    mean_of_histogram,
    mean_of_moments,
    moments_of_histogram,
)
from heedful.stats.multiplicity import (
    benjamini_hochberg,
    benjamini_yekutieli,
    bonferroni,
    hochberg,
    holm,
)
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
from heedful.stats.recommend_dirichlet import (
    recommend_score_dirichlet,
    recommend_score_dirichlet_of_classes,
)
from heedful.stats.response import (
    Dispositions,
    NonresponseBias,
    ResponseRates,
    nonresponse_bias,
    respondents_against_frame,
    response_rates,
)
from heedful.stats.results import Difference, Interval, TestResult
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
from heedful.stats.xmr import XmrChart, xmr

__all__ = [
    "ClusteredInterval",
    "CountChart",
    "Difference",
    "Dispositions",
    "Interval",
    "Moments",
    "NonresponseBias",
    "RecommendClasses",
    "ResponseRates",
    "Rule",
    "ScoreMoments",
    "Signal",
    "TestResult",
    "WelchTest",
    "XmrChart",
    "adjusted_moments",
    "agresti_coull",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "bonferroni",
    "c_chart",
    "clopper_pearson",
    "clustered_mean",
    "clustered_recommend_score",
    "clustered_share",
    "cohen_h",
    "design_effect_of_clusters",
    "design_effect_of_weights",
    "detectable_change",
    "detectable_rise_of_share",
    "difference_of_intervals",
    "difference_of_means",
    "difference_of_recommend_scores",
    "hochberg",
    "holm",
    "laney_p_chart",
    "laney_u_chart",
    "mean_of_histogram",
    "mean_of_moments",
    "means_against_rest",
    "moments_of_histogram",
    "nelson_rules",
    "newcombe",
    "nonresponse_bias",
    "p_chart",
    "power_of_two_shares",
    "power_to_find",
    "ratio_standard_error",
    "recommend_classes",
    "recommend_score",
    "recommend_score_dirichlet",
    "recommend_score_dirichlet_of_classes",
    "recommend_score_of_classes",
    "respondents_against_frame",
    "response_rates",
    "sample_size_for_mean",
    "sample_size_for_share",
    "sample_size_for_two_shares",
    "score_moments",
    "scores_against_rest",
    "shares_against_rest",
    "two_sample_z",
    "u_chart",
    "wald_share",
    "wilson",
    "wilson_continuity",
    "wilson_effective",
    "wilson_finite",
    "xmr",
]
