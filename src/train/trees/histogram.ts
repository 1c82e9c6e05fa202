import type { BinMatrix } from './bin-matrix.js';

/** What a tree is grown towards: first and second derivative of the loss, by row. */
export interface Derivatives {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

/** Sums of both derivatives per bin, side by side: `sums[2 * bin]` and `sums[2 * bin + 1]`, the bins of all features one after the other. */
export type Histogram = Float64Array;

/** Sums the derivatives of some rows per bin. */
export function fillHistogram(sums: Histogram, matrix: BinMatrix, rows: Uint32Array, { gradients, hessians }: Derivatives): void {
  const { bins, width, offsets } = matrix;
  sums.fill(0);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const gradient = gradients[row]!;
    const hessian = hessians[row]!;
    for (let feature = 0, at = row * width; feature < width; feature++, at++) {
      const place = (offsets[feature]! + bins[at]!) << 1;
      sums[place]! += gradient;
      sums[place + 1]! += hessian;
    }
  }
}

/** Takes one child's sums from its parent's, in place: what is left is the other child's. */
export function subtractHistogram(parent: Histogram, child: Histogram): void {
  for (let place = 0; place < parent.length; place++) parent[place]! -= child[place]!;
}
