import type { Clusters, ClusterTrait, ColumnProfile } from 'tabulyst';
import { numberFormat, showShare } from '../show-value.js';

/** A trait in parts: "Income", "higher", "72,431", "52,247"; or "Product", "more often iPhone", "52%", "3.9%". */
export interface TraitWords {
  readonly column: string;
  readonly change: string;
  readonly here: string;
  readonly overall: string;
}

/** What sets a kind of rows apart; `columns` tell how their numbers are written. */
export function traitWords(trait: ClusterTrait, columns: readonly ColumnProfile[]): TraitWords {
  const { column, overall } = trait;
  if (trait.kind === 'value') {
    const { value, share } = trait;
    const often = share > overall ? (share === 1 ? 'always' : 'more often') : share === 0 ? 'never' : 'less often';
    return { column, change: `${often} ${value}`, here: showShare(share), overall: showShare(overall) };
  }
  const format = numberFormat(columns.find(({ name }) => name === column)?.numeric ?? null);
  const show = (mean: number): string => format(Math.abs(mean) < 1000 ? Number(mean.toPrecision(3)) : Math.round(mean));
  return { column, change: trait.mean > overall ? 'higher' : 'lower', here: show(trait.mean), overall: show(overall) };
}

/** How many kinds there are, how clearly they differ, and what they were found on. */
export function kindsLead({ clusters, columns, rowsUsed, silhouette }: Clusters, rowCount: number): string {
  // Below 0.5 the structure is called weak (Kaufman and Rousseeuw 1990).
  const apart = silhouette >= 0.5 ? 'clearly apart' : 'running into each other';
  const rows = rowsUsed < rowCount ? `, on ${rowsUsed.toLocaleString('en-US')} rows drawn at random` : '';
  const by =
    columns.length === 1 ? 'the numbers of 1 column' : `the numbers of ${columns.length.toLocaleString('en-US')} columns`;
  return `${clusters.length} kinds of rows, ${apart}, found by ${by}${rows}`;
}
