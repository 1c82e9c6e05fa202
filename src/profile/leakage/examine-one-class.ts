import type { Finding } from '../../schema/types.js';
import { percent } from '../wording.js';
import type { Clue, ValueCodes } from './clue.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { isMade } from './is-made.js';
import { codeFor, leakageFinding } from './leakage-finding.js';
import type { ClassOutcome } from './outcome.js';
import { tellByNumber } from './tell-by-number.js';
import { gradeVote } from './vote.js';

/** Examines whether a number tells one class of several from all others: a fee that is 0 but for one of them. */
export function examineOneClass(clue: Clue, target: ClassOutcome, tries: number): Finding | null {
  const { numbers, subject, columns, origin } = clue;
  const classes = target.counts.length;
  if (numbers === null || numbers.distinct.length < 2 || classes < 3 || classes > limits.maxTreeClasses) return null;
  for (let label = 0; label < classes; label++) {
    const telling = tellByNumber(numbers, oneAgainstRest(target, label), limits.nearCopyHigh);
    const grade = telling === null ? null : gradeVote(telling.vote, tries * classes);
    if (telling === null || grade === null || grade === 'close') continue;
    const borders = telling.borders();
    if (borders.includes('valley')) continue;
    return leakageFinding(
      codeFor(origin, grade === 'exact' ? 'LEAKAGE_RECODE' : 'LEAKAGE_NEAR_COPY'),
      grade === 'exact' && isMade(clue, borders) ? 'high' : 'medium',
      {
        columns,
        target: target.name,
        numbers: { ...telling.vote, distinct: numbers.distinct.length },
        sentence: `The rows where "${target.name}" is "${target.text(label)}" can be told from ${subject}: ${percent(telling.vote.purity)} of all rows right, against ${percent(telling.vote.baseline)} by always naming the more frequent side.`,
      },
    );
  }
  return null;
}

function oneAgainstRest({ codes, counts }: ClassOutcome, label: number): ValueCodes {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return {
    codes: codes.map((code) => (code < 0 ? code : code === label ? 1 : 0)),
    counts: Uint32Array.of(rows - counts[label]!, counts[label]!),
    text: String,
  };
}
