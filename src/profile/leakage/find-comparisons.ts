import type { Finding } from '../../schema/types.js';
import { codeTexts, type Clue } from './clue.js';
import { examineForClasses } from './examine-for-classes.js';
import { leakageHeuristics as limits } from './heuristics.js';
import type { ClassOutcome } from './outcome.js';
import { rankNumbers, type RankedNumbers } from '../columns/ranked-numbers.js';
import { tellByNumber } from './tell-by-number.js';

/**
 * Finds pairs of columns from which the class was made: by their difference (goals of two teams and who won, amount and
 * limit), sum, ratio or product beyond a mark (an index from height and weight), or by their being equal (a guess and whether it
 * was right). Only where the classes are cut out of what is computed: two honest columns may part two clusters as well.
 */
export function findComparisons(clues: readonly Clue[], target: ClassOutcome, tries: number): Finding[] {
  const numbers = clues.filter((clue) => clue.numbers !== null && clue.naming === null && !clue.temporal);
  const texts = clues.filter(
    ({ numbers: found, values }) => found === null && values !== null && values.counts.length <= limits.maxComparedTexts,
  );
  return [
    ...pairsOf(mostTelling(numbers, target)).flatMap(([one, other]) => compareNumbers(one, other, target, tries) ?? []),
    ...pairsOf(texts.slice(0, limits.maxComparedColumns)).flatMap(
      ([one, other]) => compareTexts(one, other, target, tries) ?? [],
    ),
  ];
}

function pairsOf(clues: readonly Clue[]): [Clue, Clue][] {
  return clues.flatMap((one, index) => clues.slice(index + 1).map((other): [Clue, Clue] => [one, other]));
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

interface Operation {
  readonly says: (one: string, other: string) => string;
  readonly of: (one: number, other: number) => number;
}

const operations: readonly Operation[] = [
  { says: (one, other) => `${one} minus ${other}`, of: (one, other) => one - other },
  { says: (one, other) => `${one} plus ${other}`, of: (one, other) => one + other },
  { says: (one, other) => `${one} times ${other}`, of: (one, other) => one * other },
  { says: (one, other) => `${one} divided by ${other}`, of: (one, other) => one / other },
  { says: (one, other) => `${one} divided by the square of ${other}`, of: (one, other) => one / other ** 2 },
  { says: (one, other) => `${other} divided by the square of ${one}`, of: (one, other) => other / one ** 2 },
];

function compareNumbers(one: Clue, other: Clue, target: ClassOutcome, tries: number): Finding | null {
  const [a, b] = [one.numbers!.values, other.numbers!.values];
  const probed = { ...target, codes: target.codes.subarray(0, limits.probeRows) };
  for (const { says, of } of operations) {
    const compute = (rows: number): RankedNumbers =>
      rankNumbers(Float64Array.from({ length: rows }, (_, row) => of(a[row]!, b[row]!)));
    if (!isTelling(compute(probed.codes.length), probed)) continue;
    const numbers = compute(target.codes.length);
    const telling = tellByNumber(numbers, target, limits.nearCopyHigh);
    if (telling === null || telling.borders().includes('valley')) continue;
    const clue = pairClue(one, other, says(one.subject, other.subject), { numbers });
    const finding = examineForClasses(clue, target, tries * limits.maxComparedColumns);
    if (finding !== null) return finding;
  }
  return null;
}

/** Whether it is worth computing for all rows. */
function isTelling(numbers: RankedNumbers, { codes, ...target }: ClassOutcome): boolean {
  const counts = new Uint32Array(target.counts.length);
  for (const code of codes) counts[code]!++;
  return tellByNumber(numbers, { ...target, codes, counts }, limits.nearCopyMedium) !== null;
}

/** Only where the two share so many values that they mean the same thing. */
function compareTexts(one: Clue, other: Clue, target: ClassOutcome, tries: number): Finding | null {
  const [a, b] = [one.values!, other.values!];
  const known = new Map(Array.from(a.counts.keys(), (code) => [a.text(code), code]));
  const same = Array.from(b.counts.keys(), (code) => known.get(b.text(code)) ?? -2);
  if (same.filter((code) => code >= 0).length * 2 < Math.min(a.counts.length, b.counts.length)) return null;
  const equal = Array.from(a.codes, (left, row) => {
    const right = b.codes[row]!;
    return left < 0 || right < 0 ? null : left === same[right] ? 'equal' : 'different';
  });
  const subject = `whether ${one.subject} is the same as ${other.subject}`;
  return examineForClasses(
    pairClue(one, other, subject, { values: codeTexts(equal) }),
    target,
    tries * limits.maxComparedColumns,
  );
}

function pairClue(one: Clue, other: Clue, subject: string, found: Partial<Pick<Clue, 'numbers' | 'values'>>): Clue {
  const columns = [...one.columns, ...other.columns];
  return { columns, subject, numbers: null, values: null, ...found, naming: null, origin: 'comparison', temporal: false };
}
