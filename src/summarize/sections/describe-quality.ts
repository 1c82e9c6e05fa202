import type { ColumnProfile } from '../../profile/types.js';
import type { Facts } from '../facts.js';
import { heuristics } from '../heuristics.js';
import type { NumberWords } from '../number-words.js';
import { plainText, quoteName, quoteNames } from '../quote-name.js';

/** What is missing, repeated, constant, far out or was repaired while reading; says so when nothing is wrong. */
export function describeQuality(facts: Facts): string[] {
  const troubles = [
    describeDuplicates(facts),
    describeConstants(facts),
    describeOutliers(facts),
    ...describeMisfits(facts),
    ...describeReading(facts),
  ].filter((sentence) => sentence !== '');
  if (facts.profile.rowCount === 0) return troubles;
  const missing = describeMissing(facts);
  if (missing !== '') return [missing, ...troubles];
  if (troubles.length > 0) return ['No cell is missing.', ...troubles];
  return ['The data is clean: no cell is missing, no row is repeated, and no column stands out as odd.'];
}

function describeMissing({ profile, words }: Facts): string {
  const columns = profile.columns.filter(({ missing }) => missing > 0).toSorted((one, other) => other.missing - one.missing);
  const [worst, ...others] = columns;
  if (worst === undefined) return '';
  const missing = columns.reduce((sum, column) => sum + column.missing, 0);
  const cells = profile.rowCount * profile.columnCount;
  const are = missing === 1 ? 'is' : 'are';
  const total = `${words.whole(missing)} of ${words.count(cells, 'cell')} ${are} missing (${words.percent(missing / cells)})`;
  if (others.length === 0) return `${total}, ${missing === 1 ? '' : 'all '}in ${quoteName(worst.name)}.`;
  return `${total}, in ${words.count(columns.length, 'column')}; ${quoteName(worst.name)} lacks the most, in ${words.percent(worst.missing / profile.rowCount)} of the rows.`;
}

function describeDuplicates({ profile, words }: Facts): string {
  const { duplicateRows, rowCount } = profile;
  if (duplicateRows === 0) return '';
  const share = duplicateRows / rowCount;
  const percent = share >= heuristics.duplicateShareTold ? ` (${words.percent(share)})` : '';
  return `${words.count(duplicateRows, 'row repeats', 'rows repeat')} an earlier one in every column${percent}.`;
}

function describeConstants({ profile }: Facts): string {
  // One row tells nothing about what changes, and a column with gaps does change.
  const names =
    profile.rowCount < 2
      ? []
      : profile.columns.filter(({ distinct, missing }) => distinct === 1 && missing === 0).map(({ name }) => name);
  const empty = profile.columns.filter(({ count }) => count === 0 && profile.rowCount > 0).map(({ name }) => name);
  const constant =
    names.length === 0 ? '' : `${quoteNames(names)} ${names.length === 1 ? 'has' : 'have'} the same value in every row.`;
  const blank = empty.length === 0 ? '' : `${quoteNames(empty)} ${empty.length === 1 ? 'is' : 'are'} entirely empty.`;
  return [constant, blank].filter((sentence) => sentence !== '').join(' ');
}

function describeOutliers({ profile, words }: Facts): string {
  const share = ({ outliers, count }: ColumnProfile) => (outliers?.tukey.count ?? 0) / Math.max(1, count);
  const columns = profile.columns
    .filter((column) => share(column) >= heuristics.outlierShareTold)
    .toSorted((one, other) => share(other) - share(one));
  const [worst] = columns;
  if (worst?.outliers == null) return '';
  const { count } = worst.outliers.tukey;
  const values = `${words.count(count, 'value')} of ${quoteName(worst.name)}`;
  const most = `${values} (${words.percent(share(worst))}) ${count === 1 ? 'lies' : 'lie'} ${whereOutside(worst, words)}, unusually far from the rest`;
  const others = columns.slice(1).map(({ name }) => name);
  return others.length === 0 ? `${most}.` : `${most}; to a lesser degree the same goes for ${quoteNames(others)}.`;
}

/** On which side of the fences values lie: a fence that none is beyond is not worth telling. */
function whereOutside({ outliers, numeric }: ColumnProfile, words: NumberWords): string {
  if (outliers === null) return '';
  const { lower, upper } = outliers.tukey;
  const [low, high] = [words.quantity(lower), words.quantity(upper)];
  if (numeric !== null && numeric.min >= lower) return `above ${high}`;
  if (numeric !== null && numeric.max <= upper) return `below ${low}`;
  return `outside ${low} to ${high}`;
}

function describeMisfits({ profile }: Facts): string[] {
  const found = profile.findings.filter(({ code }) => code === 'MIXED_TYPES');
  return found.slice(0, heuristics.maxQuoted).map(({ sentence }) => plainText(sentence));
}

function describeReading({ profile, words }: Facts): string[] {
  // Misfit cells are told by the findings; a file of names only by the size.
  const warnings = profile.source.warnings.filter(({ code }) => code !== 'CELLS_MISFIT' && code !== 'HEADER_ONLY');
  const rest = warnings.length - heuristics.maxQuoted;
  const told = warnings.slice(0, heuristics.maxQuoted).map(({ message }) => plainText(message));
  return rest > 0 ? [...told, `Reading the file gave ${words.count(rest, 'more warning')}.`] : told;
}
