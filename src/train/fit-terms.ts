import type { FittedFeature } from '../model/types.js';
import type { TextValues } from '../model/cell-values.js';
import { termsOf } from '../model/text-terms.js';
import { MISSING_CODE } from '../table/types.js';
import { meanOf } from './estimator.js';
import { MAX_TERMS, MAX_TERMS_FOLLOWED, MAX_TERM_SHARE, MIN_TERM_ROWS } from './heuristics.js';

/** How often a term occurs, and the sum of the target over the rows that have it. */
interface TermCount {
  rows: number;
  sum: number;
}

/**
 * Learns which terms of a text column to look at: of those in at least {@link MIN_TERM_ROWS} rows and not in nearly all, the
 * ones whose rows have the target farthest from its mean, measured by how unlikely that is by chance (the z statistic).
 *
 * @param target what `orderingTarget` gives
 * @param limit most terms
 */
export function fitTerms(column: string, { codes, texts }: TextValues, target: Float64Array, limit: number): FittedFeature[] {
  const counts = new Map<string, TermCount>();
  const known = new Map<number, ReadonlySet<string>>();
  codes.forEach((code, row) => {
    if (code === MISSING_CODE) return;
    const terms = known.get(code) ?? termsOf(texts[code] ?? '');
    known.set(code, terms);
    for (const term of terms) count(counts, term, target[row]!);
  });
  const rows = codes.length;
  const mean = meanOf(target);
  const strength = ({ rows: own, sum }: TermCount) => Math.abs(sum - own * mean) / Math.sqrt(own * (1 - own / rows));
  const kept = [...counts]
    .filter(([, { rows: own }]) => own >= MIN_TERM_ROWS && own <= rows * MAX_TERM_SHARE)
    .sort(([one, a], [other, b]) => strength(b) - strength(a) || (one < other ? -1 : 1))
    .slice(0, Math.min(limit, MAX_TERMS));
  if (kept.length === 0) return [];
  const terms = kept.map(([term]) => term);
  return [{ kind: 'terms', column, terms, weights: kept.map(([, { rows: own }]) => 1 + Math.log(rows / own)) }];
}

/** Once very many terms are followed, no new ones are: frequent ones have been met by then. */
function count(counts: Map<string, TermCount>, term: string, target: number): void {
  const known = counts.get(term);
  if (known !== undefined) {
    known.rows += 1;
    known.sum += target;
  } else if (counts.size < MAX_TERMS_FOLLOWED) {
    counts.set(term, { rows: 1, sum: target });
  }
}
