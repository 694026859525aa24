"""The statistics of customer satisfaction: pure functions, each with its source, nothing else needed.

    from heedful.stats import recommend_score, drivers_of

A name is looked up in its module when it is first asked for, so that nobody pays for what they do not use: numpy is
loaded by what works on matrices alone (drivers, reliability, path models, resampling). The reference cases stand in
`heedful.stats.cases`, the proportional odds model in `heedful.stats.proportional_odds`.
"""

from importlib import import_module
from typing import Any

HOMES: dict[str, tuple[str, ...]] = {
    "against_rest": ("means_against_rest", "scores_against_rest", "shares_against_rest"),
    "agreement": ("cohen_kappa", "krippendorff_interval", "krippendorff_nominal", "weighted_kappa"),
    "audit_sampling": (
        "AcceptancePlan", "AuditPhase", "acceptance_plan", "attribute_sample_size", "discovery_sample_size",
        "sites_to_audit", "upper_deviation_rate",
    ),
    "clusters": (
        "ClusteredInterval", "clustered_mean", "clustered_recommend_score", "clustered_share",
        "design_effect_of_clusters", "design_effect_of_weights", "ratio_standard_error",
    ),
    "count_charts": ("CountChart", "c_chart", "laney_p_chart", "laney_u_chart", "p_chart", "u_chart"),
    "differences": ("difference_of_intervals", "newcombe", "two_sample_z"),
    "driver_intervals": ("Driver", "Drivers", "drivers_of", "fewest_for_drivers"),
    "drivers": (
        "added_shares", "alone_shares", "explained_share", "johnson_weights", "lmg_shares", "pratt_shares",
        "standardised_betas", "variance_inflation",
    ),
    "importance": ("ImportancePerformance", "Quadrant", "importance_performance"),
    "kano_model": ("KanoResult", "KanoScores", "kano", "kano_counts", "kano_scores"),
    "matrices": ("correlation_of", "covariance_of", "covariance_of_sums"),
    "means": (
        "Moments", "WelchTest", "difference_of_means", "mean_of_histogram", "mean_of_moments", "moments_of_histogram",
    ),
    "multiplicity": ("benjamini_hochberg", "benjamini_yekutieli", "bonferroni", "hochberg", "holm"),
    "natural_limits": ("XmrChart", "xmr"),
    "noticing": (
        "answers_to_notice", "classes_after_fall", "noticeable_fall_of_score", "noticeable_fall_of_share",
        "power_to_notice_fall_of_score", "power_to_notice_fall_of_share",
    ),
    "ordinal": ("RankSum", "RelativeEffect", "brunner_munzel", "kruskal_wallis", "mann_whitney"),
    "paired": ("mcnemar_exact", "paired_difference"),
    "pareto_order": ("ParetoRow", "pareto"),
    "path_model": (
        "PathModel", "PathTest", "SatisfactionIndex", "fit_path_model", "path_tests", "satisfaction_index",
    ),
    "path_weights": ("centroid_scheme", "factorial_scheme", "path_scheme"),
    "planning": (
        "cohen_h", "detectable_change", "detectable_rise_of_share", "power_of_two_shares", "power_to_find",
        "sample_size_for_mean", "sample_size_for_share", "sample_size_for_two_shares",
    ),
    "power": ("one_sided_power_of_h", "power_of_two_means", "sample_size_for_two_means"),
    "qfd": ("TechnicalImportance", "house_of_quality", "planned_importance"),
    "rates": ("RateRatio", "byar_rate", "poisson_rate", "rate_ratio"),
    "recommend": (
        "RecommendClasses", "ScoreMoments", "adjusted_moments", "difference_of_recommend_scores", "recommend_classes",
        "recommend_score", "recommend_score_of_classes", "score_moments",
    ),
    "recommend_dirichlet": ("recommend_score_dirichlet", "recommend_score_dirichlet_of_classes"),
    "recommend_weighted": (
        "BootstrapScore", "WeightedScore", "recommend_score_bootstrap", "weighted_recommend_score",
    ),
    "reliability": ("Alpha", "BlockReliability", "Omega", "block_reliability", "cronbach_alpha", "mcdonald_omega"),
    "resampled_index": ("PathIntervals", "index_by_resampling"),
    "resampling": ("Units", "units_of_clusters", "units_of_patterns"),
    "response": (
        "Dispositions", "NonresponseBias", "Representativity", "ResponseRates", "dissimilarity", "nonresponse_bias",
        "representativity", "respondents_against_frame", "response_rates",
    ),
    "results": ("Difference", "Interval", "TestResult"),
    "run_charts": ("RunChart", "crossings_limit", "longest_run_limit", "run_chart"),
    "sampling": ("SampledFigure", "sample_mean", "sample_total"),
    "sentiment": ("sentence_valence",),
    "service_gaps": ("ServiceGap", "dimension_gap", "servqual", "weighted_servqual"),
    "shares": (
        "agresti_coull", "clopper_pearson", "wald_share", "wilson", "wilson_continuity", "wilson_effective",
        "wilson_finite",
    ),
    "signals": ("Rule", "Signal", "nelson_rules"),
    "smoothing_charts": ("CusumChart", "EwmaChart", "cusum", "ewma"),
    "survival": (
        "LogRank", "SurvivalCurve", "SurvivalStep", "durations_of", "kaplan_meier", "kaplan_meier_of_table",
        "log_rank", "log_rank_of_tables",
    ),
    "tables": ("chi_square_of_table", "equal_shares", "yates_test"),
    "two_stage": (
        "Base", "ClusterSums", "Lot", "Spread", "recommend_score_of_worth", "share_of_worth", "spread_by_cluster",
        "worth_of_answers",
    ),
    "weighted_sums": ("CellSums", "post_stratified_mean", "weighted_mean_of_cells", "weighted_mean_of_sums"),
    "weighting": (
        "Margin", "WeightedMean", "post_stratified_weights", "raked_weights", "trimmed_weights", "weighted_mean",
    ),
}  # fmt: skip
"""Which names stand in which module; `__init__.pyi` tells type checkers the same, and a test holds the two together."""

_HOME_OF = {name: module for module, names in HOMES.items() for name in names}
__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    """Load the module of a name when it is first asked for."""
    if name not in _HOME_OF:
        raise AttributeError(f"heedful.stats has no {name}")
    found = getattr(import_module(f"heedful.stats.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Name everything that can be imported."""
    return sorted({*globals(), *_HOME_OF})
