/** The features of all rows, one column's being those of another row: `from` says which. */
export function moveBlock(
  features: Float64Array,
  width: number,
  block: readonly number[],
  from: (row: number) => number,
): Float64Array {
  const moved = features.slice();
  for (let row = 0; row * width < features.length; row++) {
    for (const index of block) moved[row * width + index] = features[from(row) * width + index] as number;
  }
  return moved;
}
