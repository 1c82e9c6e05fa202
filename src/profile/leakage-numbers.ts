import type { Finding } from '../schema/types.js';
import { correlationRatio, pearson } from './associate.js';
import type { ColumnView } from './column-view.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import { isMonotone } from './monotone.js';
import { splitRange, type RangeSplit } from './split-range.js';
import { standardise, takeNumbers, type NumberVariable } from './variable.js';
import { showMany } from '../table/wording.js';
import { percent } from './wording.js';

/** Examines one column against a number: as a number, as a set of values, and by whether it is filled in. */
export function examineForNumbers(view: ColumnView, target: ColumnView): Finding | null {
  if (view.column.evidence.present < limits.minRows || target.numbers === null) return null;
  const outcome = target.numbers;
  return (
    examineAsNumber(view, target, outcome) ?? examineAsValues(view, target, outcome) ?? examineMissingness(view, target, outcome)
  );
}

function examineAsNumber(view: ColumnView, target: ColumnView, outcome: Float64Array): Finding | null {
  if (view.numbers === null || view.schema.distinct < 2) return null;
  const about = { columns: [view.name], target: target.name };
  const { value, count } = pearson(
    standardised(view.name, view.numbers, outcome),
    standardised(target.name, outcome, view.numbers),
  );
  if (value === null || count < limits.minRows) return null;
  const numbers = { rows: count, correlation: value };
  if (isCopy(view.numbers, outcome)) {
    const sentence = `"${view.name}" holds the same values as "${target.name}".`;
    return leakageFinding('LEAKAGE_COPY', 'high', { ...about, numbers, sentence });
  }
  if (Math.abs(value) >= limits.affineCorrelation) {
    const sentence = `"${view.name}" is "${target.name}" on another scale: their correlation is ${value.toFixed(5)}.`;
    return leakageFinding('LEAKAGE_AFFINE', 'high', { ...about, numbers, sentence });
  }
  const monotone = view.schema.type === 'numerical' ? isMonotone(view.numbers, outcome) : null;
  if (monotone !== null) {
    const direction = monotone.rising ? 'rises' : 'falls';
    const sentence = `"${view.name}" ${direction} with "${target.name}" without a single exception in ${showMany(count, 'row')}.`;
    // A counter or a year may honestly go along with something that only ever grows.
    return leakageFinding('LEAKAGE_AFFINE', monotone.evenlySpaced ? 'medium' : 'high', { ...about, numbers, sentence });
  }
  if (value * value < limits.nearCopyVariance) return null;
  return leakageFinding('LEAKAGE_NEAR_COPY', 'medium', { ...about, numbers, sentence: nearCopy(view, target, value * value) });
}

function nearCopy(view: ColumnView, target: ColumnView, explained: number): string {
  return `"${view.name}" nearly repeats "${target.name}": alone it explains ${percent(explained)} of its differences.`;
}

/** Standardised over the rows where the other one is present too. */
function standardised(name: string, values: Float64Array, other: Float64Array): NumberVariable {
  const common = takeNumbers(values, null);
  for (let row = 0; row < common.length; row++) if (Number.isNaN(other[row]!)) common[row] = NaN;
  return standardise(name, common);
}

function isCopy(values: Float64Array, outcome: Float64Array): boolean {
  return values.every((value, row) => value === outcome[row] || Number.isNaN(value) || Number.isNaN(outcome[row]!));
}

function examineAsValues(view: ColumnView, target: ColumnView, outcome: Float64Array): Finding | null {
  const { distinct, type } = view.schema;
  if (distinct < 2 || type === 'datetime' || distinct * limits.minRowsPerInterval > view.column.evidence.present) return null;
  const { codes, counts } = view.levels();
  const about = { columns: [view.name], target: target.name };
  const split = splitRange(codes, counts.length, outcome);
  const severity = judgeSplit(split);
  if (severity !== null) {
    const sentence = `The values of "${view.name}" stand for ${showMany(split.pieces, 'separate range')} of "${target.name}" that never overlap.`;
    return leakageFinding('LEAKAGE_RECODE', severity, { ...about, numbers: { ...split, distinct }, sentence });
  }
  const category = { kind: 'category', name: view.name, codes, levelCount: counts.length } as const;
  const { value, count } = correlationRatio(standardise(target.name, takeNumbers(outcome, null)), category);
  if (value === null || count < limits.minRows || value * value < limits.nearCopyVariance) return null;
  const numbers = { rows: count, correlationRatio: value, distinct };
  return leakageFinding('LEAKAGE_NEAR_COPY', 'medium', { ...about, numbers, sentence: nearCopy(view, target, value * value) });
}

function judgeSplit({ rows, pieces, largestShare, secondRows }: RangeSplit): 'high' | 'medium' | null {
  if (rows < limits.minRows || pieces < 2 || secondRows < limits.minRowsPerPart) return null;
  if (largestShare <= limits.largestPieceHigh) return 'high';
  return largestShare <= limits.largestPieceMedium ? 'medium' : null;
}

function examineMissingness(view: ColumnView, target: ColumnView, outcome: Float64Array): Finding | null {
  if (view.schema.missing < limits.minRowsPerPart) return null;
  const presence = view.levels().codes.map((code) => (code < 0 ? 0 : 1));
  const split = splitRange(presence, 2, outcome);
  const severity = judgeSplit(split);
  if (severity === null) return null;
  return leakageFinding('LEAKAGE_MISSING', severity, {
    columns: [view.name],
    target: target.name,
    numbers: { ...split, missing: view.schema.missing },
    sentence: `"${view.name}" is blank for one end of "${target.name}" and filled in for the other, so a blank alone gives the answer away.`,
  });
}
