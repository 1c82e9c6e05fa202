/** Which columns of a matrix to take. */
export interface ColumnRange {
  readonly rowCount: number;
  /** Numbers per row. */
  readonly width: number;
  /** The first to take, and how many. */
  readonly offset: number;
  readonly own: number;
}

/** Neighbouring columns of a matrix, laid out row after row, as one of their own. */
export function takeColumns(features: Float64Array, { rowCount, width, offset, own }: ColumnRange): Float64Array {
  if (own === width) return features;
  const taken = new Float64Array(rowCount * own);
  for (let row = 0; row < rowCount; row++) {
    const start = row * width + offset;
    taken.set(features.subarray(start, start + own), row * own);
  }
  return taken;
}
