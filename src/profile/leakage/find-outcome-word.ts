import type { Finding } from '../../schema/types.js';
import { nameWords } from '../../table/name-words.js';
import { percent } from '../wording.js';
import type { Clue } from './clue.js';
import type { Word } from './count-words.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import type { ClassOutcome } from './outcome.js';
import { isOutcomeWord, sameStem } from './outcome-words.js';
import { summarise } from './tell-by-values.js';
import { splitWords } from './text-clues.js';

/**
 * Finds the word for the outcome that much of one class has and nearly no other row: a note that mentions it now and then.
 * Only words of the target's name, of the class or for an ending: others may describe a class honestly.
 */
export function findOutcomeWord(clue: Clue, target: ClassOutcome, words: readonly Word[], tries: number): Finding | null {
  const [all] = summarise(target.counts);
  const named = nameWords(target.name);
  // "no" and "is" stand in every text.
  const telling = (word: string): boolean => word.length >= limits.minTellingLetters;
  const own = Array.from(target.counts.keys(), (label) => [...named, ...splitWords(target.text(label))].filter(telling));
  let best: { word: Word; label: number; coverage: number } | null = null;
  for (const word of words) {
    const [, most] = summarise(word.byClass);
    const label = word.byClass.indexOf(most);
    const share = target.counts[label]! / all;
    const coverage = most / target.counts[label]!;
    if (!isOutcomeWord(word.text) && !own[label]!.some((other) => sameStem(word.text, other))) continue;
    const pure = word.rows >= limits.minRowsPerPart && word.rows - most <= word.rows * limits.maxFlagExceptions;
    if (!pure || share > limits.maxFlagClassShare || coverage < limits.minFlagCoverage) continue;
    // The chance that rows drawn at random all have this class.
    if (share ** most * tries * words.length > limits.chance) continue;
    if (coverage > (best?.coverage ?? 0)) best = { word, label, coverage };
  }
  if (best === null) return null;
  const { word, label, coverage } = best;
  return leakageFinding('LEAKAGE_TEXT', 'medium', {
    columns: clue.columns,
    target: target.name,
    numbers: { rows: word.rows, coverage, exceptions: word.rows - word.byClass[label]! },
    sentence: `${clue.subject} has the word "${word.text}" in ${percent(coverage)} of the rows where "${target.name}" is "${target.text(label)}", and nearly never elsewhere.`,
  });
}
