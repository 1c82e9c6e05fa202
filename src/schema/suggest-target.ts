import {
  MOSTLY_MISSING_FRACTION,
  TARGET_CANDIDATES,
  TARGET_FEW_CLASSES,
  TARGET_MAX_CLASSES,
  TARGET_MIN_SCORE,
  TARGET_SCORES,
} from './heuristics.js';
import { scoreTargetName } from './target-names.js';
import { taskOfColumn } from './task-of-column.js';
import type { ColumnSchema, TargetSuggestion } from './types.js';
import { showMany } from './wording.js';

type Candidate = TargetSuggestion['candidates'][number];

/**
 * Finds the column that is probably to be predicted, by its name, place, type and number of values. Identifiers,
 * constants, datetimes and free text are never suggested. Without a column that stands out the suggestion is null.
 */
export function suggestTarget(columns: readonly ColumnSchema[]): TargetSuggestion {
  const possible = columns.filter((column) => refusal(column) === null);
  const first = columns.find(({ semantic }) => semantic === null);
  const last = columns.at(-1);
  const coordinates = columns.some(({ name }) => name.toLowerCase() === 'z');
  const candidates = possible
    .map((column) => scoreColumn(column, { isFirst: column === first, isLast: column === last, coordinates }))
    // A stable order for equal scores: as in the table.
    .sort((left, right) => right.score - left.score)
    .slice(0, TARGET_CANDIDATES);
  const [best] = candidates;
  if (best === undefined)
    return { column: null, task: null, reason: `No column can be a target: ${refusals(columns)}.`, candidates };
  if (best.score < TARGET_MIN_SCORE) {
    const reason = `No column stands out as what is to be predicted (the likeliest, "${best.column}", scores ${best.score} of the ${TARGET_MIN_SCORE} needed); name one.`;
    return { column: null, task: null, reason, candidates };
  }
  const reason = `"${best.column}" is probably to be predicted: ${best.reasons.join('; ')}.`;
  return { column: best.column, task: best.task, reason, candidates };
}

/** Why a column can't be a target, or null. */
function refusal({ type, semantic, distinct, name }: ColumnSchema): string | null {
  if (semantic === 'identifier') return `"${name}" identifies rows`;
  if (distinct < 2) return `"${name}" is constant`;
  if (type === 'datetime') return `"${name}" is a datetime`;
  if (type === 'text') return `"${name}" is free text`;
  if (type === 'categorical' && distinct > TARGET_MAX_CLASSES) return `"${name}" has ${distinct} categories`;
  return null;
}

function refusals(columns: readonly ColumnSchema[]): string {
  const reasons = columns.flatMap((column) => refusal(column) ?? []);
  return reasons.length === 0 ? 'there are no columns' : reasons.slice(0, TARGET_CANDIDATES).join(', ');
}

/** Where a column stands, and whether the table has a "z", beside which "y" is a coordinate. */
interface Surroundings {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly coordinates: boolean;
}

function scoreColumn(column: ColumnSchema, { isFirst, isLast, coordinates }: Surroundings): Candidate {
  const { name, type, distinct, missingFraction } = column;
  const reasons: string[] = [];
  let score = 0;
  const add = (points: number, reason: string) => {
    score += points;
    reasons.push(reason);
  };
  const byName = coordinates && name.toLowerCase() === 'y' ? null : scoreTargetName(name, distinct === 2);
  if (byName !== null) add(byName.score, byName.reason);
  if (isLast) add(TARGET_SCORES.lastColumn, 'it is the last column');
  else if (isFirst) add(TARGET_SCORES.firstColumn, 'it is the first column');
  if (distinct === 2) add(TARGET_SCORES.twoValues, 'it has two values');
  else if (type === 'categorical' && distinct <= TARGET_FEW_CLASSES) add(TARGET_SCORES.fewClasses, `it has ${distinct} classes`);
  else if (type === 'numerical') add(TARGET_SCORES.number, `it is a number with ${showMany(distinct, 'value')}`);
  if (missingFraction > MOSTLY_MISSING_FRACTION) add(TARGET_SCORES.mostlyMissing, 'but it is mostly missing');
  return { column: name, task: taskOfColumn(column), score: Math.round(score * 100) / 100, reasons };
}
