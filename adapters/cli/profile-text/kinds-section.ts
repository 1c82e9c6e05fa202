import type { Cluster, Profile } from 'tabulyst';
import { kindsLead, traitWords } from '../profile-words/trait-words.js';
import { showShare, showText } from '../show-value.js';
import { bar } from './bars.js';
import { behind } from './layout.js';

const barWidth = 10;
const maxTraits = 3;

/** The kinds of rows and what sets each apart; nothing where the rows fall into none. */
export function kindsSection({ clusters, columns, rowCount }: Profile): string {
  if (clusters === null) return '';
  const title = behind('', kindsLead(clusters, rowCount));
  return [title, ...clusters.clusters.map((cluster) => kindLine(cluster, columns))].join('\n');
}

function kindLine({ share, traits }: Cluster, columns: Profile['columns']): string {
  const words = traits.slice(0, maxTraits).map((trait) => {
    const { column, change, here, overall } = traitWords(trait, columns);
    return `${showText(column, 24)} ${showText(change, 40)} (${here}; all rows ${overall})`;
  });
  return behind(
    `  ${bar(share, barWidth)} ${showShare(share).padStart(4)}  `,
    words.length === 0 ? 'like the average' : words.join(', '),
  );
}
