import {
  MOSTLY_MISSING_FRACTION,
  TARGET_CANDIDATES,
  TARGET_FEW_CLASSES,
  TARGET_MAX_CLASSES,
  TARGET_MIN_SCORE,
  TARGET_REFUSALS,
  TARGET_SCORES,
} from './heuristics.js';
import { codeName, isTimeName } from './name-words.js';
import { scoreTargetName } from './target-names.js';
import { taskOfColumn } from './task-of-column.js';
import type { ColumnSchema, Semantic, TargetSuggestion } from './types.js';
import { showCount, showDistinct, showShare } from '../table/wording.js';

type Candidate = TargetSuggestion['candidates'][number];

/**
 * Finds the column that is probably to be predicted, by its name, place, type and number of values. Identifiers,
 * constants, datetimes, text and places are never suggested; near-constant and mostly missing columns have to be named
 * very clearly. Without a column that stands out the suggestion is null.
 */
export function suggestTarget(columns: readonly ColumnSchema[]): TargetSuggestion {
  const possible = columns.filter((column) => refusal(column) === null);
  const coordinates = columns.some(({ name }) => name.toLowerCase() === 'z');
  const candidates = possible
    .map((column) => scoreColumn(column, { place: placeOf(column, columns), coordinates }))
    // A stable order for equal scores: as in the table.
    .sort((left, right) => right.score - left.score)
    .slice(0, TARGET_CANDIDATES);
  const [best] = candidates;
  const refused = refusals(columns);
  if (best === undefined) {
    const reason = `No column can be a target: ${refused === '' ? 'there are no columns' : refused}.`;
    return { column: null, task: null, reason, candidates };
  }
  const others = refused === '' ? '' : `; not considered: ${refused}`;
  if (best.score < TARGET_MIN_SCORE) {
    const reason = `No column stands out as what is to be predicted (the likeliest, "${best.column}", scores ${best.score} of the ${TARGET_MIN_SCORE} needed); name one${others}.`;
    return { column: null, task: null, reason, candidates };
  }
  const reason = `"${best.column}" is probably to be predicted: ${best.reasons.join('; ')}${others}.`;
  return { column: best.column, task: best.task, reason, candidates };
}

const refusedMeanings: Readonly<Partial<Record<Semantic, string>>> = {
  identifier: 'identifies rows',
  email: 'holds e-mail addresses',
  url: 'holds web addresses',
  phone: 'holds phone numbers',
  'postal-code': 'is a postal code',
  latitude: 'is a place',
  longitude: 'is a place',
  list: 'holds lists',
};

/** Why a column can't be a target, or null. */
function refusal({ type, semantic, distinct, name }: ColumnSchema): string | null {
  const meaning = semantic === null ? undefined : refusedMeanings[semantic];
  if (meaning !== undefined) return `"${name}" ${meaning}`;
  if (distinct === 0) return `"${name}" has no values`;
  if (distinct === 1) return `"${name}" is constant`;
  if (type === 'datetime') return `"${name}" is a datetime`;
  if (type === 'text') return `"${name}" is ${semantic === 'free-text' ? 'free text' : 'text'}`;
  if (type === 'categorical' && distinct > TARGET_MAX_CLASSES) return `"${name}" has ${showCount(distinct)} categories`;
  return null;
}

function refusals(columns: readonly ColumnSchema[]): string {
  const reasons = columns.flatMap((column) => refusal(column) ?? []);
  const more = reasons.length - TARGET_REFUSALS;
  return reasons.slice(0, TARGET_REFUSALS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const placeReasons = {
  last: 'it is the last column',
  first: 'it is the first column',
  'first-behind-keys': 'it is the first column that does not identify rows',
};

type ScoredPlace = keyof typeof placeReasons;

/** Targets stand at an end, keys left out. */
function placeOf(column: ColumnSchema, columns: readonly ColumnSchema[]): ScoredPlace | null {
  if (column === columns.at(-1)) return 'last';
  if (column !== columns.find(({ semantic }) => semantic !== 'identifier')) return null;
  return column === columns[0] ? 'first' : 'first-behind-keys';
}

/** Where a column stands, and whether the table has a "z", beside which "y" is a coordinate. */
interface Surroundings {
  readonly place: ScoredPlace | null;
  readonly coordinates: boolean;
}

function scoreColumn(column: ColumnSchema, { place, coordinates }: Surroundings): Candidate {
  const { name, type, distinct, missingFraction } = column;
  const reasons: string[] = [];
  let score = 0;
  const add = (points: number, reason: string) => {
    score += points;
    reasons.push(reason);
  };
  const byName = coordinates && name.toLowerCase() === 'y' ? null : scoreTargetName(name, distinct === 2);
  if (byName !== null) add(byName.score, byName.reason);
  if (place !== null) add(place === 'last' ? TARGET_SCORES.lastColumn : TARGET_SCORES.firstColumn, placeReasons[place]);
  if (distinct === 2) add(TARGET_SCORES.twoValues, 'it has two values');
  else if (type === 'categorical' && distinct <= TARGET_FEW_CLASSES) add(TARGET_SCORES.fewClasses, `it has ${distinct} classes`);
  else if (type === 'numerical') add(TARGET_SCORES.number, `it is a number with ${showDistinct(column)} values`);
  if (byName === null && (isTimeName(name) || codeName(name) !== null)) {
    add(TARGET_SCORES.describingName, 'but its name says when, where or what kind');
  }
  const same = column.flags.find(({ code }) => code === 'NEAR_CONSTANT')?.numbers.share;
  if (same !== undefined && same !== null) add(TARGET_SCORES.nearConstant, `but ${showShare(same)} of its values are the same`);
  if (missingFraction > MOSTLY_MISSING_FRACTION) add(TARGET_SCORES.mostlyMissing, 'but it is mostly missing');
  return { column: name, task: taskOfColumn(column), score: Math.round(score * 100) / 100, reasons };
}
