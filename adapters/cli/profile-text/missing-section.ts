import type { Profile } from 'tabulyst';
import { completeWords, hasMissing, otherIncompleteRows } from '../profile-words/missing-words.js';
import { nameList } from '../profile-words/name-list.js';
import { showShare, showText } from '../show-value.js';
import { bar } from './bars.js';
import { behind } from './layout.js';

const maxPatterns = 5;
const namesWidth = 49;
const barWidth = 18;

/** How many rows are complete, and what the others lack; nothing where no value is missing. */
export function missingSection(profile: Profile): string {
  if (!hasMissing(profile)) return '';
  const { missingness, rowCount } = profile;
  const shown = missingness.patterns.slice(0, maxPatterns);
  const left = otherIncompleteRows(profile, maxPatterns);
  const line = (what: string, rows: number): string =>
    `  ${showText(what, namesWidth).padEnd(namesWidth)} ${bar(rows / rowCount, barWidth)} ${showShare(rows / rowCount).padStart(6)}`;
  return [
    behind('', `Missing values: ${completeWords(profile)} The others lack`),
    ...shown.map(({ columns, rows }) =>
      line(
        nameList(
          columns.map((name) => showText(name, 24)),
          2,
        ),
        rows,
      ),
    ),
    ...(left > 0 ? [line('others', left)] : []),
  ].join('\n');
}
