import type { Clue } from './clue.js';
import { explainByNumber } from './explain-by-number.js';
import { explainByValues } from './explain-by-values.js';
import type { Outcome } from './outcome.js';
import type { Power } from './find-names.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { tellByNumber } from './tell-by-number.js';
import { crossTabulate, tellByValues } from './tell-by-values.js';
import { chanceOf } from './vote.js';

/** How well one clue predicts by itself, cross-validated: a small tree for numbers, the rows of equal value for others. Null without evidence. */
export function measurePower(clue: Clue, outcome: Outcome, tries: number): Power | null {
  const { numbers, values } = clue;
  if (outcome.task === 'regression') {
    const told =
      numbers === null ? values && explainByValues(values, outcome.numbers) : explainByNumber(numbers, outcome.numbers);
    return told && told.rows >= limits.minRows ? { numbers: told, removed: told.explained } : null;
  }
  const table = values === null ? null : crossTabulate(values, outcome);
  const vote = numbers !== null ? (tellByNumber(numbers, outcome)?.vote ?? null) : table && tellByValues(table);
  return vote && chanceOf(vote) * tries <= limits.chance ? { numbers: { ...vote }, removed: vote.errorsRemoved } : null;
}
