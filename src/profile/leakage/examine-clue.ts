import type { Finding } from '../../schema/types.js';
import type { Clue } from './clue.js';
import { examineForClasses } from './examine-for-classes.js';
import { examineForNumbers } from './examine-for-numbers.js';
import type { Outcome } from './outcome.js';

/** Examines one clue by itself against the target; `tries` is how many things are tried in all. */
export function examineClue(clue: Clue, outcome: Outcome, tries: number): Finding | null {
  return outcome.task === 'classification' ? examineForClasses(clue, outcome, tries) : examineForNumbers(clue, outcome, tries);
}
