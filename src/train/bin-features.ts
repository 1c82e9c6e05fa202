import type { TrainingData } from './estimator.js';
import { PACKAGE_FOREST_BINS } from './heuristics.js';
import { quantile } from './spread.js';

/** Features as bin numbers. Value v lies in bin b when `edges[b] <= v < edges[b + 1]`; `edges[0]` is -Infinity. */
export interface BinnedFeatures {
  readonly rows: number[][];
  /** Per feature. */
  readonly edges: readonly (readonly number[])[];
}

/** Parts every feature into at most {@link PACKAGE_FOREST_BINS} bins at its quantiles, or one bin per value where they are few. */
export function binFeatures({ features, width, rowCount }: TrainingData): BinnedFeatures {
  const edges = Array.from({ length: width }, (_, feature) => {
    const values = Float64Array.from({ length: rowCount }, (_row, row) => features[row * width + feature] as number).sort();
    const distinct = [...new Set(values)];
    const inner =
      distinct.length <= PACKAGE_FOREST_BINS
        ? distinct.slice(1).map((value, index) => (value + (distinct[index] as number)) / 2)
        : Array.from({ length: PACKAGE_FOREST_BINS - 1 }, (_bin, bin) => quantile(values, (bin + 1) / PACKAGE_FOREST_BINS));
    return [-Infinity, ...new Set(inner)];
  });
  const rows = Array.from({ length: rowCount }, (_, row) =>
    edges.map((list, feature) => findBin(list, features[row * width + feature] as number)),
  );
  return { rows, edges };
}

function findBin(edges: readonly number[], value: number): number {
  let bin = edges.length - 1;
  while (bin > 0 && value < (edges[bin] as number)) bin--;
  return bin;
}
