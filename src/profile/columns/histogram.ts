import { heuristics } from '../heuristics.js';
import { clampFinite, countBelow, quantile, type Distribution } from './distribution.js';
import type { Histogram } from '../types.js';

/**
 * Counts numbers in bins of equal width. The number of bins follows Freedman and Diaconis (1981), width
 * 2 IQR n^(-1/3), and Sturges (1926) where the IQR is 0, within 5 to 40. Whole numbers get whole edges: one bin per
 * number where at most 40 are in range, the last edge one past the largest. Null when there are no values.
 */
export function buildHistogram(distribution: Distribution): Histogram | null {
  const { values, total } = distribution;
  if (total === 0) return null;
  const range = values[values.length - 1]! - values[0]!;
  const whole = Number.isSafeInteger(range + 1) && values.every(Number.isSafeInteger);
  const edges = whole ? wholeEdges(distribution) : realEdges(distribution);
  const starts = edges.map((edge) => countBelow(distribution, edge));
  const bins = edges.length - 1;
  const counts = Array.from({ length: bins }, (_, bin) => (bin === bins - 1 ? total : starts[bin + 1]!) - starts[bin]!);
  return { edges, counts };
}

function wholeEdges(distribution: Distribution): number[] {
  const { values } = distribution;
  const min = values[0]!;
  const positions = values[values.length - 1]! - min + 1;
  const step = positions <= heuristics.maxBins ? 1 : Math.ceil(positions / chooseBins(distribution));
  return Array.from({ length: Math.ceil(positions / step) + 1 }, (_, index) => min + index * step);
}

function realEdges(distribution: Distribution): number[] {
  const { values } = distribution;
  const min = values[0]!;
  const max = values[values.length - 1]!;
  if (min === max) return [clampFinite(min - Math.abs(min) / 2), clampFinite(max + Math.abs(max) / 2)];
  const bins = chooseBins(distribution);
  // Written as a weighted sum because the range itself may overflow.
  const edges = Array.from({ length: bins + 1 }, (_, index) => min * (1 - index / bins) + max * (index / bins));
  edges[0] = min;
  edges[bins] = max;
  return edges;
}

function chooseBins(distribution: Distribution): number {
  const { values, total } = distribution;
  const range = values[values.length - 1]! - values[0]!;
  const width = (2 * (quantile(distribution, 0.75) - quantile(distribution, 0.25))) / Math.cbrt(total);
  const wanted = width > 0 && Number.isFinite(range) ? Math.ceil(range / width) : Math.ceil(Math.log2(total)) + 1;
  return Math.max(heuristics.minBins, Math.min(heuristics.maxBins, wanted));
}
