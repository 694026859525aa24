"""Which impressions go with overall satisfaction: shares of the variance that each predictor explains.

All work on correlations alone: `between` `(p, p)` those of the predictors with each other, `with_outcome`
`(p,)` those with the outcome. Derived importance is association, not cause.
"""

from itertools import combinations
from math import factorial

import numpy as np

from heedful.stats.matrices import Array


def _checked(between: Array, with_outcome: Array) -> None:
    if between.shape != (len(with_outcome), len(with_outcome)) or not len(with_outcome):
        raise ValueError("one correlation with the outcome for each predictor")
    if np.linalg.eigvalsh(between)[0] < 1e-10:
        raise ValueError("predictors that depend on each other have no shares")


def standardised_betas(between: Array, with_outcome: Array) -> Array:
    """Give the coefficients `(p,)` of the regression on standardised predictors [1]_.

    A negative one beside a positive correlation means suppression: show both.

    Raises
    ------
    ValueError
        If shapes differ or predictors depend on each other.

    References
    ----------
    .. [1] J. Cohen and P. Cohen (1983), Applied Multiple Regression, 2nd ed., ch. 3.
    """
    _checked(between, with_outcome)
    return np.asarray(np.linalg.solve(between, with_outcome), dtype=np.float64)


def explained_share(between: Array, with_outcome: Array) -> float:
    """Give the share of the outcome's variance that all predictors explain, in [0, 1].

    Raises
    ------
    ValueError
        If shapes differ or predictors depend on each other.
    """
    return float(with_outcome @ standardised_betas(between, with_outcome))


def variance_inflation(between: Array) -> Array:
    """Give how many times each coefficient's variance is larger for the others' company, `(p,)` [1]_.

    Raises
    ------
    ValueError
        If predictors depend on each other.

    References
    ----------
    .. [1] D. W. Marquardt (1970), Technometrics 12, 591-612.
    """
    _checked(between, np.diag(between))
    return np.diag(np.linalg.inv(between)).astype(np.float64)


def pratt_shares(between: Array, with_outcome: Array) -> Array:
    """Give the products of coefficient and correlation, `(p,)`; they add up to the explained share [1]_.

    Raises
    ------
    ValueError
        If shapes differ or predictors depend on each other.

    References
    ----------
    .. [1] J. W. Pratt (1987), Proc. 2nd Tampere Conf. Statist., 245-260.
    """
    return standardised_betas(between, with_outcome) * with_outcome


def alone_shares(with_outcome: Array) -> Array:
    """Give what each predictor explains alone: its squared correlation, `(p,)`."""
    return with_outcome**2


def added_shares(between: Array, with_outcome: Array) -> Array:
    """Give what each predictor explains beyond all the others, `(p,)`.

    Raises
    ------
    ValueError
        If shapes differ or predictors depend on each other.
    """
    return standardised_betas(between, with_outcome) ** 2 / variance_inflation(between)


def lmg_shares(between: Array, with_outcome: Array) -> Array:
    """Split the explained share over the predictors, averaged over all orders of entry [1]_.

    Parameters
    ----------
    between : array, (p, p)
        Correlations of the predictors; p <= 15, for 2^p models are fitted.
    with_outcome : array, (p,)
        Their correlations with the outcome.

    Returns
    -------
    array, (p,)
        Shares of the outcome's variance, not negative; they add up to the explained share.

    Raises
    ------
    ValueError
        If shapes differ, predictors depend on each other, or there are more than 15.

    References
    ----------
    .. [1] R. H. Lindeman, P. F. Merenda and R. Z. Gold (1980), Introduction to Bivariate and
       Multivariate Analysis, 4.4; U. Gromping (2007), Amer. Statist. 61, 139-147.
    """
    _checked(between, with_outcome)
    p = len(with_outcome)
    if p > 15:
        raise ValueError("with more than 15 predictors, take Johnson's weights")
    explained: dict[frozenset[int], float] = {frozenset(): 0.0}
    for size in range(1, p + 1):
        for chosen in combinations(range(p), size):
            some = list(chosen)
            betas = np.linalg.solve(between[np.ix_(some, some)], with_outcome[some])
            explained[frozenset(chosen)] = float(with_outcome[some] @ betas)
    shares = np.zeros(p)
    for chosen_set, r2 in explained.items():
        size = len(chosen_set)
        for i in set(range(p)) - chosen_set:
            orders = factorial(size) * factorial(p - size - 1) / factorial(p)
            shares[i] += orders * (explained[chosen_set | {i}] - r2)
    return shares


def johnson_weights(between: Array, with_outcome: Array) -> Array:
    """Split the explained share over the predictors by Johnson's relative weights [1]_.

    Close to `lmg_shares` and quick for any number of predictors; takes, gives and raises the same.

    References
    ----------
    .. [1] J. W. Johnson (2000), Multivar. Behav. Res. 35, 1-19.
    """
    _checked(between, with_outcome)
    values, vectors = np.linalg.eigh(between)
    root = vectors @ np.diag(np.sqrt(values)) @ vectors.T
    to_outcome = np.linalg.solve(root, with_outcome)
    return np.asarray(root**2 @ to_outcome**2, dtype=np.float64)
