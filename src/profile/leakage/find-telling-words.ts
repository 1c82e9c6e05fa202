import type { Finding } from '../../schema/types.js';
import { nameWords } from '../../table/name-words.js';
import { percent } from '../wording.js';
import type { Clue } from './clue.js';
import { told } from './examine-for-classes.js';
import type { ClassOutcome, Outcome } from './outcome.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import { isOutcomeWord, sameStem } from './outcome-words.js';
import { summarise } from './tell-by-values.js';
import { splitWords } from './text-clues.js';
import { gradeVote, voteOf } from './vote.js';

interface Word {
  readonly text: string;
  readonly byClass: Uint32Array;
  rows: number;
  /** Rows that it told right. */
  right: number;
}

/**
 * Whether the words of a text tell the class, wherever they stand: each row is told by its one word that is purest among
 * the *other* rows (leave-one-out; shares are drawn to those of all rows, so that rare words count little).
 */
export function findTellingWords(clue: Clue, target: Outcome, tries: number): Finding | null {
  const { values, subject, columns, numbers } = clue;
  if (target.task === 'regression' || values === null || numbers !== null) return null;
  const width = target.counts.length;
  if (width > limits.maxTreeClasses) return null;
  const words = countWords(clue, target);
  const [rows, commonest, second] = summarise(target.counts);
  if (second < limits.minRowsPerPart) return null;
  const shares = Float64Array.from(target.counts, (count) => count / rows);
  const frequent = target.counts.indexOf(commonest);
  let right = 0;
  for (const [row, list] of words.entries()) {
    const own = target.codes[row]!;
    const best = purest(list, own, shares);
    if ((best?.label ?? frequent) !== own) continue;
    right++;
    if (best !== null) best.word.right++;
  }
  const vote = voteOf(rows, commonest / rows, right / rows);
  const grade = gradeVote(vote, tries);
  if (grade === null) return findTellingWord(clue, target, [...new Set(words.flat())], tries);
  const telling = [...new Set(words.flat())].toSorted(
    (one, other) => other.right - one.right || (one.text < other.text ? -1 : 1),
  );
  const shown = telling.slice(0, limits.wordsShown).map(({ text }) => `"${text}"`);
  return leakageFinding('LEAKAGE_TEXT', grade === 'close' ? 'medium' : 'high', {
    columns,
    target: target.name,
    numbers: { ...vote, words: new Set(words.flat()).size },
    sentence: `The words of ${subject}, such as ${shown.join(' and ')}, give "${target.name}" away: they tell ${told(vote)}.`,
  });
}

/**
 * A word for the outcome that much of one class has and nearly no other row: a note that mentions it now and then. Only
 * words of the target's name, of the class or for an ending: others may describe a class honestly.
 */
function findTellingWord(clue: Clue, target: ClassOutcome, words: readonly Word[], tries: number): Finding | null {
  const [all] = summarise(target.counts);
  const named = nameWords(target.name);
  const own = Array.from(target.counts.keys(), (label) => [...named, ...splitWords(target.text(label))].filter(isTelling));
  let best: { word: Word; label: number; coverage: number } | null = null;
  for (const word of words) {
    const [, most] = summarise(word.byClass);
    const label = word.byClass.indexOf(most);
    const share = target.counts[label]! / all;
    const coverage = most / target.counts[label]!;
    if (!isOutcomeWord(word.text) && !own[label]!.some((other) => sameStem(word.text, other))) continue;
    const pure = word.rows >= limits.minRowsPerPart && word.rows - most <= word.rows * limits.maxFlagExceptions;
    if (!pure || share > limits.maxFlagClassShare || coverage < limits.minFlagCoverage) continue;
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

/** "no" and "is" stand in every text. */
function isTelling(word: string): boolean {
  return word.length >= limits.minTellingLetters;
}

/** The words of each row, every one counted once in it. */
function countWords({ values }: Clue, target: ClassOutcome): Word[][] {
  const { codes, counts, text } = values!;
  const known = new Map<string, Word>();
  const byText = Array.from(counts.keys(), (code) =>
    [...new Set(splitWords(text(code)).slice(0, limits.maxWords))].map((word) => {
      const found = known.get(word) ?? { text: word, byClass: new Uint32Array(target.counts.length), rows: 0, right: 0 };
      known.set(word, found);
      return found;
    }),
  );
  return Array.from(codes, (code, row) => {
    const list = code < 0 ? [] : byText[code]!;
    for (const word of list) {
      word.rows++;
      word.byClass[target.codes[row]!]!++;
    }
    return list;
  });
}

/** The word that leaves least doubt about the class that most of its other rows have. */
function purest(list: readonly Word[], own: number, shares: Float64Array): { word: Word; label: number } | null {
  let best: { word: Word; label: number } | null = null;
  let strongest = 0;
  for (const word of list) {
    if (word.rows <= limits.minRowsPerWord) continue;
    const purity = (label: number): number =>
      (word.byClass[label]! - (label === own ? 1 : 0) + shares[label]! * limits.wordPrior) / (word.rows - 1 + limits.wordPrior);
    let label = 0;
    for (let other = 1; other < shares.length; other++) if (purity(other) > purity(label)) label = other;
    const strength = (purity(label) - shares[label]!) / (1 - shares[label]!);
    if (strength > strongest) {
      strongest = strength;
      best = { word, label };
    }
  }
  return best;
}
