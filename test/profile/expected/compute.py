#!/usr/bin/python3
"""Writes what pandas, numpy, scipy and scikit-learn say of the files in samples/: what samples.test.ts compares with.
usage: compute.py (from the project's root; needs pandas 1.5, scipy 1.10 and scikit-learn 1.2 or newer)"""
import itertools, json, math
import numpy as np, pandas as pd
from scipy import stats
from sklearn.metrics import mutual_info_score

FILES = {"iris.csv": [], "telco-churn.csv": ["customerID"], "diamonds.csv": [], "online-retail.csv": ["InvoiceNo", "StockCode", "Description", "InvoiceDate", "CustomerID", "Country"]}
QUANTILES = {"p1": 0.01, "p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95, "p99": 0.99}

def column(values):
    present = values.dropna()
    q1, median, q3 = np.quantile(present, [0.25, 0.5, 0.75])
    mad = stats.median_abs_deviation(present)
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    reach = 3.5 * stats.median_abs_deviation(present, scale="normal")
    return {
        "count": len(present), "distinct": present.nunique(), "mean": present.mean(), "standardDeviation": present.std(),
        "min": present.min(), "max": present.max(), "quantiles": {name: np.quantile(present, share) for name, share in QUANTILES.items()},
        "medianAbsoluteDeviation": mad, "skewness": stats.skew(present), "kurtosis": stats.kurtosis(present),
        "zeros": int((present == 0).sum()), "negatives": int((present < 0).sum()),
        "tukey": {"lower": low, "upper": high, "count": int(((present < low) | (present > high)).sum())},
        "robustZ": {"lower": median - reach, "upper": median + reach, "count": int(((present < median - reach) | (present > median + reach)).sum())},
    }

def codes(values):
    """Levels of a category; numbers cut into 10 bins of about equal frequency, equal numbers in one bin."""
    if values.dtype == object: return values
    if values.nunique() <= 10: return values.rank(method="dense")
    return np.floor((values.rank(method="average") - 0.5) * 10 / values.notna().sum())

def cramers_v(a, b):
    """With the correction of Bergsma (2013)."""
    table = pd.crosstab(a, b)
    n = table.to_numpy().sum()
    phi2 = stats.chi2_contingency(table, correction=False)[0] / n
    r, k = table.shape
    phi2 = max(0, phi2 - (r - 1) * (k - 1) / (n - 1))
    return math.sqrt(phi2 / (min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1))

def epsilon(numbers, groups):
    """The correlation ratio with the correction of Kelley (1935): from the F of scipy's analysis of variance."""
    both = pd.DataFrame({"y": numbers, "g": groups}).dropna()
    levels = [values for _, values in both.groupby("g")["y"]]
    between, within = len(levels) - 1, len(both) - len(levels)
    f = stats.f_oneway(*levels).statistic
    return math.sqrt(max(0, between * (f - 1) / (between * f + within)))

def pair(a, b):
    both = a.notna() & b.notna()
    information = mutual_info_score(codes(a)[both], codes(b)[both])
    numbers = [values.dtype != object for values in (a, b)]
    if all(numbers):
        value, rank = stats.pearsonr(a[both], b[both])[0], stats.spearmanr(a[both], b[both])[0]
    else:
        rank = None
        value = cramers_v(a, b) if not any(numbers) else epsilon(a, b) if numbers[0] else epsilon(b, a)
    return {"columns": [a.name, b.name], "value": value, "spearman": rank, "mutualInformation": information, "count": int(both.sum())}

expected = {}
for file, left_out in FILES.items():
    frame = pd.read_csv(f"samples/{file}").drop(columns=left_out)
    if "TotalCharges" in frame: frame["TotalCharges"] = pd.to_numeric(frame["TotalCharges"], errors="coerce")
    # 0 and 1 are a boolean.
    for name in frame:
        if set(frame[name].unique()) == {0, 1}: frame[name] = frame[name].map({0: "0", 1: "1"}).astype(object)
    expected[file] = {
        "columns": {name: column(frame[name]) for name in frame.select_dtypes("number")},
        "pairs": [pair(frame[a], frame[b]) for a, b in itertools.combinations(frame, 2)],
    }
with open("test/profile/expected/samples.json", "w") as out:
    json.dump(expected, out, indent=1, default=lambda value: value.item())
    out.write("\n")
