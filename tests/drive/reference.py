# SPDX-License-Identifier: Apache-2.0
"""The formulas of docs/methods/{sampling,estimation,index}.md once more, written from those pages and not from src/.

Plain Python with exact fractions where the method is exact: slow, short, and independent of the program.
"""
import hashlib
import hmac
import math
from fractions import Fraction


# ---- sampling

def permanent_number(seed, unit):
    return hmac.new(seed.encode(), b"prn1\x1f" + unit.encode(), hashlib.sha256).digest()


def allocate(strata, size):
    """Equal proportions: {key: (N, least, weight)} -> {key: n}; ties to the larger N, then to the key."""
    sizes = {key: least for key, (_, least, _) in strata.items()}
    while sum(sizes.values()) < size:
        open_keys = [key for key in strata if sizes[key] < strata[key][0]]
        best = min(open_keys, key=lambda key: (-Fraction(strata[key][2] ** 2, sizes[key] * (sizes[key] + 1)),
                                               -strata[key][0], key.encode()))
        sizes[best] += 1
    return sizes


def draw(units, seed, size, start=0):
    """The first `size` units of a stratum by permanent number, counted from the start point."""
    def order(unit):
        digest = permanent_number(seed, unit)
        return ((int.from_bytes(digest[:8], "big") - start) % 2**64, digest, unit)
    return sorted(units, key=order)[:size]


# ---- Student's t

def beta_fraction(a, b, x):
    """Continued fraction of the incomplete beta function (Lentz)."""
    tiny = 1e-300
    c, d = 1.0, 1 / max(tiny, 1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 400):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / (1 + numerator * d or tiny)
            c = 1 + numerator / c or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def t_tail(t, freedom):
    """P(|T| > t)."""
    a, b, x = freedom / 2, 0.5, freedom / (freedom + t * t)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * beta_fraction(a, b, x) / a
    return 1 - front * beta_fraction(b, a, 1 - x) / b


def t_quantile(freedom, level=0.95):
    freedom, low, high = max(1, freedom), 0.0, 1e4
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if t_tail(middle, freedom) > 1 - level else (low, middle)
    return (low + high) / 2


# ---- estimation

class Stratum:
    """What came of the drawn units of one stratum: respondents and counts of the others."""

    def __init__(self, city, group, population):
        self.city, self.group, self.population = city, group, population
        self.respondents, self.silent, self.unknown, self.ineligible = [], 0, 0, 0

    @property
    def drawn(self):
        return len(self.respondents) + self.silent + self.unknown + self.ineligible

    @property
    def weight(self):
        return self.population / self.drawn


class ResponseClass:
    def __init__(self, strata):
        total = lambda count: sum(s.weight * count(s) for s in strata)
        known = total(lambda s: len(s.respondents) + s.silent)
        outside = total(lambda s: s.ineligible)
        self.strata = strata
        self.eligible_share = known / (known + outside) if known + outside else 1
        eligible = known + self.eligible_share * total(lambda s: s.unknown)
        self.rate = total(lambda s: len(s.respondents)) / eligible if eligible else 1
        self.r = sum(len(s.respondents) for s in strata)
        self.n = sum(len(s.respondents) + s.silent + self.eligible_share * s.unknown for s in strata)

    def is_thin(self):
        asked = sum(len(s.respondents) + s.silent + s.unknown for s in self.strata)
        return asked > self.r and (self.r < 5 or self.rate < 0.5)


def classes_of(strata):
    groups = {}
    for stratum in strata:
        groups.setdefault(stratum.group, []).append(stratum)
    for members in groups.values():
        alone = [ResponseClass([stratum]) for stratum in members]
        yield from [ResponseClass(members)] if any(one.is_thin() for one in alone) else alone


def estimate_share(strata, in_domain, reached):
    """Share of a domain with standard error, degrees of freedom, effective size and Wilson's interval."""
    classes = list(classes_of(strata))
    weights = {unit: s.weight / c.rate for c in classes for s in c.strata for unit in s.respondents}
    domain = [unit for unit in weights if in_domain(unit)]
    population = sum(weights[unit] for unit in domain)
    share = sum(weights[unit] for unit in domain if reached(unit)) / population
    value = {unit: ((1 if reached(unit) else 0) - share) / population if in_domain(unit) else 0 for unit in weights}

    variance = 0
    for c in classes:
        paired = c.r > 1 and c.n > 1
        kappa = math.sqrt(c.r * (c.n - 1) / ((c.r - 1) * c.n)) if paired else 1
        answered = sum(s.weight * len(s.respondents) for s in c.strata)
        mean = sum(s.weight * value[unit] for s in c.strata for unit in s.respondents) / answered if answered else 0
        for s in c.strata:
            z = [s.weight * (mean + kappa * (value[unit] - mean) / c.rate) for unit in s.respondents]
            z += [s.weight * mean] * s.silent + [s.weight * c.eligible_share * mean] * s.unknown + [0] * s.ineligible
            if s.drawn < s.population:
                centre = sum(z) / s.drawn
                variance += (1 - s.drawn / s.population) * s.drawn / (s.drawn - 1) * sum((x - centre) ** 2 for x in z)
            residuals = sum((value[unit] - mean) ** 2 for unit in s.respondents)
            variance += s.weight / c.rate * (1 - c.rate) / c.rate * (c.r / (c.r - 1) if paired else 1) * residuals

    freedom, c2 = 0, 0
    for c in classes:
        for s in c.strata:
            members = [unit for unit in s.respondents if in_domain(unit)]
            if not members:
                continue
            if s.drawn < s.population or c.rate < 1:
                freedom += len(members) - 1
            stands_for = sum(weights[unit] for unit in members)
            c2 += (stands_for / population) ** 2 * max(0, 1 - len(members) / stands_for) / len(members)
    pooled = 1 / c2 if c2 > 1e-15 else math.inf
    spread = share * (1 - share)
    size = min(pooled, spread / variance) if variance > 0 and spread > 0 else pooled
    return {"value": share, "standard_error": math.sqrt(variance), "degrees_of_freedom": freedom,
            "effective_size": size, "population": population, "count": share * population,
            **wilson(share, size, t_quantile(freedom))}


def wilson(p, size, t):
    if math.isinf(size):
        return {"lower": p, "upper": p}
    centre = p + t * t / (2 * size)
    reach = t * math.sqrt(p * (1 - p) / size + t * t / (4 * size * size))
    return {"lower": max(0, (centre - reach) / (1 + t * t / size)),
            "upper": min(1, (centre + reach) / (1 + t * t / size))}


# ---- the index of growth rates

def grow(index, before, after, weights, lower=()):
    """One year of a field: the weighted mean of the symmetric rates, chained."""
    rates = {name: 200 * (after[name] - before[name]) / (after[name] + before[name]) for name in weights}
    mean = sum(weights[name] * (-rates[name] if name in lower else rates[name]) for name in weights)
    mean /= sum(weights.values())
    return index * (200 + mean) / (200 - mean)
