import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { ClusterTrait } from '../types.js';

/** Which of some rows belong to which cluster. */
export interface Membership {
  readonly rows: Uint32Array;
  readonly clusterOf: Int32Array;
  /** Clusters. */
  readonly count: number;
}

interface Rated {
  readonly trait: ClusterTrait;
  /** How far from all rows, in standard deviations. */
  readonly effect: number;
}

/** What sets each cluster apart from all rows, most telling first: means half a standard deviation away, and values so much more frequent. */
export function findTraits(views: readonly ColumnView[], membership: Membership): ClusterTrait[][] {
  const found = Array.from({ length: membership.count }, (): Rated[] => []);
  for (const view of views) {
    const rated =
      view.role === 'number' && view.schema.type === 'numerical' ? rateMeans(view, membership) : rateValues(view, membership);
    rated.forEach((best, cluster) => {
      if (best !== null && best.effect >= heuristics.traitEffect) found[cluster]!.push(best);
    });
  }
  return found.map((rated) =>
    rated
      .toSorted((one, other) => other.effect - one.effect)
      .slice(0, heuristics.maxTraits)
      .map(({ trait }) => trait),
  );
}

function rateMeans({ name, numbers }: ColumnView, { rows, clusterOf, count }: Membership): (Rated | null)[] {
  const taken = Float64Array.from(rows, (row) => numbers![row]!);
  const largest = taken.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0) || 1;
  const [sums, squares, sizes] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let index = 0; index < taken.length; index++) {
    const value = taken[index]! / largest;
    if (Number.isNaN(value)) continue;
    const cluster = clusterOf[index]!;
    sums[cluster]! += value;
    squares[cluster]! += value * value;
    sizes[cluster]!++;
  }
  const total = sumOf(sizes);
  const overall = sumOf(sums) / total;
  const deviation = Math.sqrt(Math.max(0, sumOf(squares) / total - overall ** 2));
  return Array.from(sizes, (size, cluster): Rated | null => {
    if (size === 0 || deviation === 0) return null;
    const mean = sums[cluster]! / size;
    const trait = { column: name, kind: 'mean', mean: mean * largest, overall: overall * largest } as const;
    return { trait, effect: Math.abs(mean - overall) / deviation };
  });
}

function rateValues({ name, role, levels }: ColumnView, { rows, clusterOf, count }: Membership): (Rated | null)[] {
  if (role !== 'category') return [];
  const { codes, counts, text } = levels();
  const width = counts.length;
  const cells = new Float64Array(count * width);
  const sizes = new Float64Array(count);
  const totals = new Float64Array(width);
  for (let index = 0; index < rows.length; index++) {
    const level = codes[rows[index]!]!;
    if (level < 0) continue;
    cells[clusterOf[index]! * width + level]!++;
    sizes[clusterOf[index]!]!++;
    totals[level]!++;
  }
  const total = sumOf(sizes);
  return Array.from(sizes, (size, cluster): Rated | null => {
    let best: Rated | null = null;
    for (let level = 0; level < width; level++) {
      const overall = totals[level]! / total;
      const share = cells[cluster * width + level]! / size;
      const effect = (share - overall) / Math.sqrt(overall * (1 - overall));
      if (!(effect > (best?.effect ?? 0)) || !Number.isFinite(effect)) continue;
      best = { trait: { column: name, kind: 'value', value: text(level), share, overall }, effect };
    }
    return best;
  });
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
