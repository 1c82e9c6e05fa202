import { correlate as correlateStandardised, type Correlation } from '../associations/correlation.js';
import { standardise } from '../associations/variable.js';
import { middleRanks, type RankedNumbers } from '../columns/ranked-numbers.js';

/** Pearson's correlation over the rows where both are present. */
export function correlate(one: Float64Array, other: Float64Array): Correlation {
  const common = (values: Float64Array, beside: Float64Array): Float64Array =>
    values.map((value, row) => (Number.isFinite(beside[row]!) && Number.isFinite(value) ? value : NaN));
  return correlateStandardised(standardise(common(one, other)), standardise(common(other, one)));
}

/** Spearman's correlation: Pearson's of the ranks, equal values sharing the middle one. */
export function correlateRanks(one: RankedNumbers, other: RankedNumbers): Correlation {
  return correlate(middleRanks(one), middleRanks(other));
}
