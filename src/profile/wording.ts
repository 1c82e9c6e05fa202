import { showCount } from '../table/wording.js';
import { heuristics } from './heuristics.js';

/** A share as a percentage with as many digits as matter: 0.1234 -> "12.3%", 0.00012 -> "0.01%". */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value >= 99.95 && value < 100 ? 2 : value >= 10 || value === 0 ? 1 : 2;
  return `${value.toFixed(digits).replace(/\.?0+$/, '')}%`;
}

/** Names in quotes, the first few spelled out: `"a", "b" and 7 more`. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, heuristics.maxNamesInSentence).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${showCount(rest)} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]!}`;
}
