import type { Variable } from './variable.js';

/** How often each pair of levels occurs, over the rows where both are present. */
export interface Contingency {
  /** Row-major: `cells[a * width + b]`. */
  readonly cells: Float64Array;
  readonly width: number;
  readonly rowTotals: Float64Array;
  readonly columnTotals: Float64Array;
  readonly total: number;
}

export function crossTabulate(
  one: Pick<Variable, 'codes' | 'levelCount'>,
  other: Pick<Variable, 'codes' | 'levelCount'>,
): Contingency {
  const width = other.levelCount;
  const cells = new Float64Array(one.levelCount * width);
  const [first, second] = [one.codes, other.codes];
  for (let row = 0; row < first.length; row++) {
    const a = first[row]!;
    const b = second[row]!;
    if (a >= 0 && b >= 0) cells[a * width + b]!++;
  }
  const rowTotals = new Float64Array(one.levelCount);
  const columnTotals = new Float64Array(width);
  let total = 0;
  for (let a = 0, cell = 0; a < one.levelCount; a++) {
    for (let b = 0; b < width; b++, cell++) {
      const count = cells[cell]!;
      rowTotals[a]! += count;
      columnTotals[b]! += count;
      total += count;
    }
  }
  return { cells, width, rowTotals, columnTotals, total };
}

/**
 * Cramér's V with the bias correction of Bergsma, "A bias-correction for Cramér's V and Tschuprow's T" (2013). Null
 * when a variable has one level only.
 */
export function cramersV({ cells, width, rowTotals, columnTotals, total }: Contingency): number | null {
  const rows = rowTotals.filter((count) => count > 0).length;
  const columns = columnTotals.filter((count) => count > 0).length;
  if (rows < 2 || columns < 2) return null;
  let phiSquared = -1;
  for (let a = 0, cell = 0; a < rowTotals.length; a++) {
    for (let b = 0; b < width; b++, cell++) {
      const observed = cells[cell]!;
      if (observed > 0) phiSquared += (observed * observed) / (rowTotals[a]! * columnTotals[b]!);
    }
  }
  const corrected = Math.max(0, phiSquared - ((rows - 1) * (columns - 1)) / (total - 1));
  const smaller = Math.min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1)) - 1;
  return smaller > 0 ? Math.min(1, Math.sqrt(corrected / smaller)) : null;
}

/** Mutual information in nats, as scikit-learn's `mutual_info_score`; null without rows. */
export function mutualInformation({ cells, width, rowTotals, columnTotals, total }: Contingency): number | null {
  if (total === 0) return null;
  let sum = 0;
  for (let a = 0, cell = 0; a < rowTotals.length; a++) {
    for (let b = 0; b < width; b++, cell++) {
      const count = cells[cell]!;
      if (count > 0) sum += count * Math.log((count * total) / (rowTotals[a]! * columnTotals[b]!));
    }
  }
  return Math.max(0, sum / total);
}
