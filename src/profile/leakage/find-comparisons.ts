import type { Finding } from '../../schema/types.js';
import { codeTexts, type Clue } from './clue.js';
import { examineForClasses } from './examine-for-classes.js';
import type { ClassOutcome } from './outcome.js';
import { leakageHeuristics as limits } from './heuristics.js';
import type { RankedNumbers } from './ranked-numbers.js';
import { crossTabulate, tellByValues } from './tell-by-values.js';
import { gradeVote } from './vote.js';

/**
 * Finds pairs of columns of which the larger one, or their being equal, tells the class: goals of two teams and who won,
 * score and pass mark, a guess and whether it was right.
 */
export function findComparisons(clues: readonly Clue[], target: ClassOutcome, tries: number): Finding[] {
  const numbers = clues.filter((clue) => clue.numbers !== null && clue.naming === null && !clue.temporal);
  const texts = clues.filter(
    (clue) => clue.numbers === null && clue.values !== null && clue.values.counts.length <= limits.maxComparedTexts,
  );
  return [
    ...findPairs(mostTelling(numbers, target), target, tries, compareNumbers),
    ...findPairs(texts.slice(0, limits.maxComparedColumns), target, tries, compareTexts),
  ];
}

/** A column that is compared tells something by itself, so those are tried whose ranks differ most between the classes. */
function mostTelling(clues: readonly Clue[], target: ClassOutcome): Clue[] {
  if (clues.length <= limits.maxComparedColumns) return [...clues];
  const spread = new Map(clues.map((clue) => [clue, spreadOfRanks(clue.numbers!, target)]));
  return clues.toSorted((one, other) => spread.get(other)! - spread.get(one)!).slice(0, limits.maxComparedColumns);
}

/** Variance of the classes' mean ranks, as a share of what is possible. */
function spreadOfRanks({ ranks, distinct }: RankedNumbers, { codes, counts }: ClassOutcome): number {
  const sums = new Float64Array(counts.length);
  const present = new Float64Array(counts.length);
  for (let row = 0; row < ranks.length; row++) {
    if (ranks[row]! < 0) continue;
    sums[codes[row]!]! += ranks[row]! / distinct.length;
    present[codes[row]!]!++;
  }
  const rows = present.reduce((sum, count) => sum + count, 0);
  const mean = sums.reduce((sum, value) => sum + value, 0) / rows;
  return (
    sums.reduce(
      (sum, value, label) => sum + (present[label] === 0 ? 0 : present[label]! * (value / present[label]! - mean) ** 2),
      0,
    ) / rows
  );
}

type Compare = (one: Clue, other: Clue, rows: number) => (string | null)[] | null;

function findPairs(clues: readonly Clue[], target: ClassOutcome, tries: number, compare: Compare): Finding[] {
  const findings: Finding[] = [];
  const rows = target.codes.length;
  for (const [index, one] of clues.entries()) {
    for (const other of clues.slice(index + 1)) {
      if (!isPromising(compare(one, other, Math.min(rows, limits.probeRows)), target)) continue;
      const values = codeTexts(compare(one, other, rows)!);
      const clue: Clue = {
        columns: [...one.columns, ...other.columns],
        subject: `whether ${one.subject} is ${one.numbers === null ? 'the same as' : 'more or less than'} ${other.subject}`,
        numbers: null,
        values,
        naming: null,
        origin: 'comparison',
        temporal: false,
      };
      const finding = examineForClasses(clue, target, tries + clues.length ** 2);
      if (finding !== null) findings.push(finding);
    }
  }
  return findings;
}

function isPromising(found: (string | null)[] | null, target: ClassOutcome): boolean {
  if (found === null) return false;
  const table = crossTabulate(codeTexts(found), { ...target, codes: target.codes.subarray(0, found.length) });
  const vote = table === null ? null : tellByValues(table);
  return vote !== null && gradeVote(vote, 1) !== null;
}

function compareNumbers(one: Clue, other: Clue, rows: number): (string | null)[] {
  const [a, b] = [one.numbers!.values, other.numbers!.values];
  return Array.from({ length: rows }, (_, row) => {
    const difference = a[row]! - b[row]!;
    return Number.isNaN(difference) ? null : difference < 0 ? 'less' : difference > 0 ? 'more' : 'equal';
  });
}

/** Null where the two share too few values to be meant as the same thing. */
function compareTexts(one: Clue, other: Clue, rows: number): (string | null)[] | null {
  const [a, b] = [one.values!, other.values!];
  const known = new Map(Array.from(a.counts.keys(), (code) => [a.text(code), code]));
  const same = Array.from(b.counts.keys(), (code) => known.get(b.text(code)) ?? -2);
  if (same.filter((code) => code >= 0).length * 2 < Math.min(a.counts.length, b.counts.length)) return null;
  return Array.from({ length: rows }, (_, row) => {
    const [left, right] = [a.codes[row]!, b.codes[row]!];
    return left < 0 || right < 0 ? null : left === same[right] ? 'equal' : 'different';
  });
}
