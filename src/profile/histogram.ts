import { heuristics } from './heuristics.js';
import { clampFinite, lowerBound, quantile } from './sorted-values.js';
import type { Histogram } from './types.js';

/**
 * Counts ascending numbers in bins of equal width. The number of bins follows Freedman and Diaconis (1981), width
 * 2 IQR n^(-1/3), and Sturges (1926) where the IQR is 0, within 5 to 40. Whole numbers get whole edges: one bin per
 * number where at most 40 are in range, the last edge one past the largest. Null when there are no values.
 */
export function buildHistogram(sorted: Float64Array): Histogram | null {
  if (sorted.length === 0) return null;
  const range = sorted[sorted.length - 1]! - sorted[0]!;
  const whole = Number.isSafeInteger(range + 1) && sorted.every(Number.isSafeInteger);
  const edges = whole ? wholeEdges(sorted) : realEdges(sorted);
  const starts = edges.map((edge) => lowerBound(sorted, edge));
  const bins = edges.length - 1;
  const counts = Array.from({ length: bins }, (_, bin) => (bin === bins - 1 ? sorted.length : starts[bin + 1]!) - starts[bin]!);
  return { edges, counts };
}

function wholeEdges(sorted: Float64Array): number[] {
  const min = sorted[0]!;
  const positions = sorted[sorted.length - 1]! - min + 1;
  const step = positions <= heuristics.maxBins ? 1 : Math.ceil(positions / chooseBins(sorted));
  return Array.from({ length: Math.ceil(positions / step) + 1 }, (_, index) => min + index * step);
}

function realEdges(sorted: Float64Array): number[] {
  const min = sorted[0]!;
  const max = sorted[sorted.length - 1]!;
  if (min === max) return [clampFinite(min - Math.abs(min) / 2), clampFinite(max + Math.abs(max) / 2)];
  const bins = chooseBins(sorted);
  // Written as a weighted sum because the range itself may overflow.
  const edges = Array.from({ length: bins + 1 }, (_, index) => min * (1 - index / bins) + max * (index / bins));
  edges[0] = min;
  edges[bins] = max;
  return edges;
}

function chooseBins(sorted: Float64Array): number {
  const range = sorted[sorted.length - 1]! - sorted[0]!;
  const width = (2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25))) / Math.cbrt(sorted.length);
  const wanted = width > 0 && Number.isFinite(range) ? Math.ceil(range / width) : Math.ceil(Math.log2(sorted.length)) + 1;
  return Math.max(heuristics.minBins, Math.min(heuristics.maxBins, wanted));
}
