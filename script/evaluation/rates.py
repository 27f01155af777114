"""Rates with their uncertainty: recall at a held false-positive rate, and exact bounds of a share."""

import math


def recall_at(rate, positives, negatives):
    """The share of `positives` that score above every threshold at which more than `rate` of `negatives` would pass.

    Ties go against the matcher: a positive that scores the same as the negative at the limit is not found.
    """
    if not positives or not negatives:
        return None
    allowed = math.floor(rate * len(negatives))
    limit = sorted(negatives, reverse=True)[allowed]
    return sum(score > limit for score in positives) / len(positives)


def bounds(hits, total, confidence=0.95):
    """The Clopper-Pearson interval of a share: no assumption but that the trials are independent."""
    if total == 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else _solve(lambda p: 1 - _cumulative(hits - 1, total, p), tail)
    high = 1.0 if hits == total else 1 - _solve(lambda p: _cumulative(hits, total, 1 - p), tail)
    return low, high


def share(hits, total):
    """`12 of 345 = 3.5 % (1.8 to 6.0)`, bounds at 95 %."""
    if total == 0:
        return "–"
    low, high = bounds(hits, total)
    return f"{hits} of {total} = {100 * hits / total:.2f} % ({100 * low:.2f} to {100 * high:.2f})"


def _cumulative(hits, total, p):
    """P(X <= hits) of a binomial distribution."""
    if p <= 0:
        return 1.0
    if p >= 1:
        return 1.0 if hits >= total else 0.0
    log_p, log_q = math.log(p), math.log1p(-p)
    return min(1.0, sum(math.exp(math.lgamma(total + 1) - math.lgamma(k + 1) - math.lgamma(total - k + 1)
                                 + k * log_p + (total - k) * log_q) for k in range(hits + 1)))


def _solve(rising, value):
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return low
