import type { ColumnView } from './column-view.js';
import { heuristics } from './heuristics.js';
import { buildHistogram } from './histogram.js';
import { describeNumbers } from './numeric-statistics.js';
import { findOutliers } from './outliers.js';
import { countDistinct, sortValues } from './sorted-values.js';
import { measureLengths } from './text-lengths.js';
import { topValues } from './top-values.js';
import type { ColumnProfile, ValueCount } from './types.js';

const MS_PER_DAY = 86_400_000;

/** Describes one column by its type. */
export function profileColumn(view: ColumnView): ColumnProfile {
  const { type } = view.schema;
  if (view.values !== null) return profileValues(view, view.values);
  const levels = view.levels();
  const present = levels.counts.reduce((sum, count) => sum + count, 0);
  return {
    ...emptyProfile(view),
    count: present,
    missing: levels.codes.length - present,
    distinct: levels.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    top: topValues(levels, heuristics.maxTopValues).map((top) => (type === 'text' ? shorten(top) : top)),
    text: type === 'text' || type === 'categorical' ? measureLengths(levels) : null,
  };
}

function profileValues(view: ColumnView, values: Float64Array): ColumnProfile {
  const sorted = sortValues(values);
  const distinct = countDistinct(sorted);
  const profile = {
    ...emptyProfile(view),
    count: sorted.length,
    missing: values.length - sorted.length,
    distinct,
    histogram: buildHistogram(sorted),
  };
  if (view.schema.type === 'datetime') return { ...profile, datetime: describeDatetimes(sorted) };
  const few = distinct <= heuristics.fewDistinctNumbers;
  return {
    ...profile,
    top: few ? topValues(view.levels(), heuristics.maxTopValues) : [],
    numeric: describeNumbers(sorted),
    outliers: view.schema.semantic !== 'identifier' ? findOutliers(values, sorted, distinct) : null,
  };
}

function emptyProfile({ name, schema }: ColumnView): Omit<ColumnProfile, 'count' | 'missing' | 'distinct'> {
  return { name, type: schema.type, top: [], histogram: null, numeric: null, datetime: null, text: null, outliers: null };
}

function describeDatetimes(sorted: Float64Array): ColumnProfile['datetime'] {
  if (sorted.length === 0) return null;
  const first = sorted[0]!;
  const last = sorted[sorted.length - 1]!;
  return { first: new Date(first).toISOString(), last: new Date(last).toISOString(), spanDays: (last - first) / MS_PER_DAY };
}

/** Keeps a profile small where cells hold whole documents. */
function shorten(top: ValueCount): ValueCount {
  const { maxTextShown } = heuristics;
  return top.value.length <= maxTextShown ? top : { ...top, value: `${top.value.slice(0, maxTextShown)}…` };
}
