import type { ColumnProfile, ColumnSchema } from 'tabulyst';
import { showShare } from './show-value.js';

/** A column in a few words: "text (email), about 412,000 distinct, 3% missing". */
export function columnFacts({ type, distinct, missing, count }: ColumnProfile, meaning: ColumnSchema | undefined): string {
  const semantic = meaning?.semantic ? ` (${meaning.semantic.replaceAll('-', ' ')})` : '';
  const chosen = meaning?.overridden ? ', as told' : '';
  const share = missing > 0 ? `, ${showShare(missing / (count + missing))} missing` : '';
  return `${type}${semantic}${chosen}, ${showDistinct(distinct, meaning?.distinctExact ?? true)} distinct${share}`;
}

/** A count, or to three digits where it is an estimate. */
function showDistinct(distinct: number, exact: boolean): string {
  return exact ? distinct.toLocaleString('en-US') : `about ${Number(distinct.toPrecision(3)).toLocaleString('en-US')}`;
}
