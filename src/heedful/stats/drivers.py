"""Which impressions go with overall satisfaction: shares of the variance that each predictor explains.

All work on correlations alone: `between` `(p, p)` those of the predictors with each other, `with_outcome`
`(p,)` those with the outcome. Derived importance is association, not cause.
"""

from math import factorial

import numpy as np

from heedful.stats.matrices import Array

MOST_EXACT = 15
"""Predictors up to which all sets of them are gone through."""


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
    if len(with_outcome) > MOST_EXACT:
        raise ValueError("with more than 15 predictors, take Johnson's weights")
    whole = np.block([[between, with_outcome[:, None]], [with_outcome[None, :], np.ones((1, 1))]])
    return np.asarray(lmg_of_many(whole[None])[0], dtype=np.float64)


def lmg_of_many(correlations: Array) -> Array:
    """Do as `lmg_shares` for many correlation matrices at once, unchecked: `(m, p + 1, p + 1)`, the outcome last.

    The variance that is left of the outcome after each of the 2^p sets of predictors comes by sweeping one
    predictor after the other into half of all sets, so that all sets together cost as much as some six full sweeps
    of each. Gives `(m, p)`.
    """
    many, p = len(correlations), correlations.shape[1] - 1
    left = correlations[:, None]
    for _ in range(p):
        rest, row = left[..., 1:, 1:], left[..., :1, 1:]
        swept = rest - left[..., 1:, :1] * (row / left[..., :1, :1])
        left = np.concatenate([rest, swept], axis=1)  # sets without this predictor, then the same with it
    explained = 1 - left[..., 0, 0]
    others = np.bitwise_count(np.arange(2 ** (p - 1)))
    orders = np.array([factorial(size) * factorial(p - size - 1) / factorial(p) for size in range(p)])[others]
    shares = np.empty((many, p))
    for j in range(p):
        halves = explained.reshape(many, 2 ** (p - 1 - j), 2, 2**j)
        gained = (halves[:, :, 1] - halves[:, :, 0]).reshape(many, -1)
        shares[:, j] = gained @ orders
    return shares


def johnson_weights(between: Array, with_outcome: Array) -> Array:
    """Split the explained share over the predictors by Johnson's relative weights [1]_.

    Close to `lmg_shares` and quick for any number of predictors; takes, gives and raises the same.

    References
    ----------
    .. [1] J. W. Johnson (2000), Multivar. Behav. Res. 35, 1-19.
    """
    _checked(between, with_outcome)
    return np.asarray(johnson_of_many(between[None], with_outcome[None])[0], dtype=np.float64)


def johnson_of_many(between: Array, with_outcome: Array) -> Array:
    """Do as `johnson_weights` for many at once, unchecked: `(m, p, p)` and `(m, p)` give `(m, p)`."""
    values, vectors = np.linalg.eigh(between)
    root = (vectors * np.sqrt(np.maximum(values, 0))[:, None, :]) @ vectors.swapaxes(1, 2)
    to_outcome = np.linalg.solve(root, with_outcome[..., None])[..., 0]
    return np.asarray((root**2 @ (to_outcome**2)[..., None])[..., 0], dtype=np.float64)
