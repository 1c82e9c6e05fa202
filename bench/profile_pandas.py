"""pandas reads and profiles one file once, in a process of its own: python3 bench/profile_pandas.py FILE. Prints its figures as JSON."""

import itertools
import json
import resource
import sys
import time

import numpy
import pandas

begin = time.perf_counter()
frame = pandas.read_csv(sys.argv[1], low_memory=False)
numbers = frame.select_dtypes("number")
columns = {
    name: (frame[name].isna().sum(), frame[name].nunique(), frame[name].value_counts().head(10)) for name in frame
}
quantiles = numbers.quantile([0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99])
reach = 1.5 * (quantiles.loc[0.75] - quantiles.loc[0.25])
outliers = ((numbers < quantiles.loc[0.25] - reach) | (numbers > quantiles.loc[0.75] + reach)).sum()
moments = numbers.agg(["min", "max", "mean", "std", "skew", "kurt"])
histograms = {name: numpy.histogram(numbers[name].dropna(), 30) for name in numbers}
pearson, spearman = numbers.corr(), numbers.corr("spearman")


def cramers_v(one, other):
    table = pandas.crosstab(frame[one], frame[other]).to_numpy()
    total = table.sum()
    expected = numpy.outer(table.sum(1), table.sum(0)) / total
    return numpy.sqrt(((table - expected) ** 2 / expected).sum() / total / max(1, min(table.shape) - 1))


categories = [name for name in frame if name not in numbers and columns[name][1] <= 100]
associations = {pair: cramers_v(*pair) for pair in itertools.combinations(categories, 2)}
seconds = time.perf_counter() - begin
print(json.dumps({"seconds": seconds, "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
