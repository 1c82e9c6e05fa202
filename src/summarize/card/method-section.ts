import type { LeaderboardEntry, Model } from '../../model/types.js';
import { algorithmWords } from '../facts/model-facts.js';
import { comparedBy } from '../model-words.js';
import { showNumber, showShare } from '../show-value.js';
import { blocks, prose, section, table } from './markdown.js';
import type { Markdown } from './markdown.js';

/** Which way of learning was chosen, and out of which ones. */
export function methodSection({ report, task }: Model): Markdown | null {
  const { algorithm, leaderboard } = report;
  const what =
    algorithm === 'blend'
      ? 'The answers of several models, averaged by their shares (a blend).'
      : `The model is ${algorithmWords(algorithm, task)}.`;
  const rows = leaderboard.map((entry) => [
    entry.algorithm === algorithm ? prose`**${entry.algorithm}**` : entry.algorithm,
    algorithmWords(entry.algorithm, task),
    entry.score === null ? (entry.error ?? '–') : showNumber(entry.score),
    share(entry, algorithm),
  ]);
  const tried = table(['Candidate', 'What it is', comparedBy(report), 'Share in the model'], rows, 2);
  return section(
    'How it works',
    blocks(prose`${what} The candidates, compared by cross-validation on the rows to learn from:`, tried),
  );
}

function share(entry: LeaderboardEntry, chosen: string): string {
  if (entry.algorithm === chosen) return showShare(1);
  return entry.share > 0 ? showShare(entry.share) : '';
}
