import type { Association, Profile } from 'tabulyst';
import { strengthOf, strongestRelations } from '../profile-words/strongest-relations.js';
import { showText } from '../show-value.js';
import { bar } from './bars.js';

const most = 5;
const pairWidth = 49;
const barWidth = 18;

/** The strongest relations between columns; nothing where there are none to speak of. */
export function relationsSection(profile: Profile): string {
  const pairs = strongestRelations(profile, most);
  if (pairs.length === 0) return '';
  const { rowsUsed } = profile.associations;
  const rows = rowsUsed < profile.rowCount ? `, on ${rowsUsed.toLocaleString('en-US')} rows drawn at random` : '';
  const title = `Strongest relations between ${profile.target === null ? '' : 'the other '}columns${rows}`;
  return [title, ...pairs.map(relationLine)].join('\n');
}

function relationLine(pair: Association): string {
  const [first, second] = pair.columns.map((name) => showText(name, 23));
  const figure = strongestFigure(pair).toFixed(2).padStart(5);
  return `  ${`${first} – ${second}`.padEnd(pairWidth)} ${bar(strengthOf(pair), barWidth)} ${figure}`;
}

/** The figure that {@link strengthOf} counts, with its sign. */
function strongestFigure({ value, spearman }: Association): number {
  return Math.abs(spearman ?? 0) > Math.abs(value ?? 0) ? (spearman ?? 0) : (value ?? 0);
}
