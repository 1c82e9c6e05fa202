import type { Finding } from '../../schema/types.js';
import { nameWords, words } from '../../table/name-words.js';
import { percent } from '../wording.js';
import type { Clue } from './clue.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import { isOutcomeWord, sameStem } from './outcome-words.js';

/** Words for what was known before. */
const pastWords = words(
  'previous previously prior prev past last before history historical historic lag lagged former old earlier initial',
);
/** Words that say nothing of a name. */
const emptyWords = words('is has was the of a an in by to');

/** How much better than nothing a clue predicts, alone. */
export interface Power {
  readonly numbers: Finding['numbers'];
  /** Share of the baseline's errors, or of the variance, that it removes. */
  readonly removed: number;
}

/**
 * Notes columns whose names say that they are written after the outcome ("cancellation_reason"), where they also
 * predict it. A name is weak evidence: it is never more than a reason to look.
 */
export function findNames(clues: readonly Clue[], target: string, measure: (clue: Clue) => Power | null): Finding[] {
  const own = nameWords(target).filter((word) => !emptyWords.has(word));
  return clues.flatMap((clue) => {
    const name = clue.columns[0]!;
    const parts = nameWords(name);
    if (clue.naming === 'key' || parts.some((word) => pastWords.has(word))) return [];
    const outcomeWord = parts.find((word) => isOutcomeWord(word));
    // All words of the target's name: one of several ("petal" of "petal_length") is how the file names things.
    const repeated = own.length > 0 && own.every((other) => parts.some((word) => sameStem(word, other)));
    if (outcomeWord === undefined && !repeated) return [];
    const power = measure(clue);
    if (power === null || power.removed < limits.namedPower) return [];
    const severity = outcomeWord !== undefined && power.removed >= limits.namedStrongPower ? 'medium' : 'low';
    const sentence = `The name "${name}" sounds like something that is known only after "${target}", and alone it removes ${percent(power.removed)} of the uncertainty.`;
    return [leakageFinding('LEAKAGE_NAME', severity, { columns: [name], target, numbers: power.numbers, sentence })];
  });
}
