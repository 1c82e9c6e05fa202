import type { NumberRange } from '../../table/number-range.js';
import { heuristics } from '../heuristics.js';
import type { ColumnProfile, ValueCount } from '../types.js';
import { measureBalance, rarestValue } from './balance.js';
import type { ColumnView } from './column-view.js';
import { describeDatetimes } from './datetime-statistics.js';
import { distributionOf } from './distribution.js';
import { buildHistogram } from './histogram.js';
import { findMonotonicity } from './monotonicity.js';
import { describeNumbers } from './numeric-statistics.js';
import { findOutliers } from './outliers.js';
import { measureLengths } from './text-lengths.js';
import { topValues } from './top-values.js';

/** Meanings of numbers that are no quantities, so that none of them is too large. */
const codes: ReadonlySet<string | null> = new Set(['identifier', 'postal-code', 'phone']);

/** Describes one column by its type. */
export function profileColumn(view: ColumnView): ColumnProfile {
  const { values, range } = view;
  return values === null || range === null ? profileLevels(view) : profileValues(view, values, range);
}

function profileLevels(view: ColumnView): ColumnProfile {
  const { type } = view.schema;
  const levels = view.levels();
  const count = levels.counts.reduce((sum, cells) => sum + cells, 0);
  const distinct = levels.counts.reduce((sum, cells) => sum + (cells > 0 ? 1 : 0), 0);
  const isText = type === 'text';
  return {
    ...emptyProfile(view),
    count,
    missing: levels.codes.length - count,
    distinct,
    ...withRest(topValues(levels, heuristics.maxTopValues), distinct, count),
    balance: isText ? null : measureBalance(levels.counts),
    rarest: isText ? null : shorten(rarestValue(levels)),
    text: type === 'boolean' ? null : measureLengths(levels),
  };
}

function profileValues(view: ColumnView, values: Float64Array, range: NumberRange): ColumnProfile {
  const distribution = distributionOf(values, view.counts);
  const { total: count } = distribution;
  const distinct = distribution.values.length;
  const profile = {
    ...emptyProfile(view),
    count,
    missing: values.length - count,
    distinct,
    histogram: buildHistogram(distribution),
    monotonicity: findMonotonicity(range),
  };
  if (view.schema.type === 'datetime') return { ...profile, datetime: describeDatetimes(distribution) };
  const few = distinct <= heuristics.fewDistinctNumbers;
  return {
    ...profile,
    ...(few ? withRest(topValues(view.levels(), heuristics.maxTopValues), distinct, count) : {}),
    numeric: describeNumbers(distribution),
    outliers: codes.has(view.schema.semantic) ? null : findOutliers(values, distribution),
  };
}

function emptyProfile({ name, schema }: ColumnView): Omit<ColumnProfile, 'count' | 'missing' | 'distinct'> {
  return {
    name,
    type: schema.type,
    top: [],
    rest: null,
    balance: null,
    rarest: null,
    histogram: null,
    numeric: null,
    datetime: null,
    text: null,
    monotonicity: null,
    outliers: null,
  };
}

function withRest(top: readonly ValueCount[], distinct: number, count: number): Pick<ColumnProfile, 'top' | 'rest'> {
  const listed = top.reduce((sum, value) => sum + value.count, 0);
  return { top: top.map(shorten), rest: { distinct: distinct - top.length, count: count - listed } };
}

/** Keeps a profile small where cells hold whole documents. */
function shorten<Value extends ValueCount | null>(value: Value): Value {
  const { maxTextShown } = heuristics;
  if (value === null || value.value.length <= maxTextShown) return value;
  return { ...value, value: `${value.value.slice(0, maxTextShown)}…` };
}
