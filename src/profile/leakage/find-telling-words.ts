import type { Finding } from '../../schema/types.js';
import type { Clue } from './clue.js';
import { countWords, type Word } from './count-words.js';
import { told } from './examine-for-classes.js';
import { findOutcomeWord } from './find-outcome-word.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import type { Outcome } from './outcome.js';
import { summarise } from './tell-by-values.js';
import { gradeVote, voteOf } from './vote.js';

/**
 * Whether the words of a text tell the class, wherever they stand: the rows of each text are told by its one word that is
 * purest among the rows of *other* texts (leave-one-out; shares are drawn to those of all rows, so that rare words count little).
 */
export function findTellingWords(clue: Clue, target: Outcome, tries: number): Finding | null {
  const { values, subject, columns, numbers } = clue;
  if (target.task === 'regression' || values === null || numbers !== null) return null;
  const [rows, commonest, second] = summarise(target.counts);
  if (second < limits.minRowsPerPart || target.counts.length > limits.maxTreeClasses) return null;
  const { words, byText, classesOf, silent } = countWords(values, target);
  const shares = Float64Array.from(target.counts, (count) => count / rows);
  const frequent = target.counts.indexOf(commonest);
  let right = silent[frequent]!;
  byText.forEach((list, text) => {
    const own = classesOf(text);
    const best = purest(list, own, shares);
    const told = own[best?.label ?? frequent]!;
    right += told;
    if (best !== null) best.word.right += told;
  });
  const vote = voteOf(rows, commonest / rows, right / rows);
  const grade = gradeVote(vote, tries);
  if (grade === null) return findOutcomeWord(clue, target, words, tries);
  const shown = words.toSorted((one, other) => other.right - one.right || (one.text < other.text ? -1 : 1));
  const examples = shown.slice(0, limits.wordsShown).map(({ text }) => `"${text}"`);
  return leakageFinding('LEAKAGE_TEXT', grade === 'close' ? 'medium' : 'high', {
    columns,
    target: target.name,
    numbers: { ...vote, words: words.length },
    sentence: `"${target.name}" can be told from the words of ${subject}, such as ${examples.join(' and ')}: ${told(vote)}.`,
  });
}

/** The word that leaves least doubt about the class that most of its rows in other texts have. */
function purest(list: readonly Word[], own: Uint32Array, shares: Float64Array): { word: Word; label: number } | null {
  const [ownRows] = summarise(own);
  let best: { word: Word; label: number } | null = null;
  let strongest = 0;
  for (const word of list) {
    const others = word.rows - ownRows;
    if (others < limits.minRowsPerWord) continue;
    const purity = (label: number): number =>
      (word.byClass[label]! - own[label]! + shares[label]! * limits.wordPrior) / (others + limits.wordPrior);
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
