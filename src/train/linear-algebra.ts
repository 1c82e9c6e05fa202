/**
 * Adds up products of columns: `sums[i * width + j]` (j <= i) grows by the sum over rows of weight * x_i * x_j. Four rows at
 * a time, and features that are 0 in all four are passed over: one-hot columns mostly are.
 *
 * @param features row after row
 * @param weights one per row, or null for 1
 */
export function addProducts(sums: Float64Array, features: Float64Array, width: number, weights: Float64Array | null): void {
  const rowCount = width === 0 ? 0 : features.length / width;
  for (let row = 0; row < rowCount; row += 4) {
    const left = rowCount - row;
    const a = row * width;
    // Past the end, rows are repeated with weight 0.
    const b = left > 1 ? a + width : a;
    const c = left > 2 ? b + width : a;
    const d = left > 3 ? c + width : a;
    const weightA = weights === null ? 1 : (weights[row] as number);
    const weightB = left > 1 ? (weights === null ? 1 : (weights[row + 1] as number)) : 0;
    const weightC = left > 2 ? (weights === null ? 1 : (weights[row + 2] as number)) : 0;
    const weightD = left > 3 ? (weights === null ? 1 : (weights[row + 3] as number)) : 0;
    for (let i = 0; i < width; i++) {
      const xa = (features[a + i] as number) * weightA;
      const xb = (features[b + i] as number) * weightB;
      const xc = (features[c + i] as number) * weightC;
      const xd = (features[d + i] as number) * weightD;
      if (xa === 0 && xb === 0 && xc === 0 && xd === 0) continue;
      const start = i * width;
      for (let j = 0; j <= i; j++) {
        sums[start + j] =
          (sums[start + j] as number) +
          xa * (features[a + j] as number) +
          xb * (features[b + j] as number) +
          xc * (features[c + j] as number) +
          xd * (features[d + j] as number);
      }
    }
  }
}

/**
 * The Cholesky factor of a symmetric matrix, of which the lower triangle is read; in place, and returned. A matrix that
 * is not quite positive definite, by rounding or because columns repeat each other, gets the least more on its diagonal.
 */
export function factorise(matrix: Float64Array, size: number): Float64Array {
  const copy = matrix.slice();
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, matrix[i * size + i] as number);
  for (let ridge = 0, attempt = 0; attempt < 12; attempt++) {
    if (tryFactorise(matrix, size)) return matrix;
    ridge = ridge === 0 ? Math.max(largest, 1e-12) * 1e-12 : ridge * 10;
    matrix.set(copy);
    for (let i = 0; i < size; i++) matrix[i * size + i] = (copy[i * size + i] as number) + ridge;
  }
  throw new RangeError('The features are too nearly the same to be told apart.');
}

function tryFactorise(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0, a = i * size, b = j * size; k < j; k++, a++, b++) sum -= (matrix[a] as number) * (matrix[b] as number);
      if (i !== j) matrix[i * size + j] = sum / (matrix[j * size + j] as number);
      else if (sum > 0) matrix[i * size + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves `L L' x = right` for a factor of {@link factorise}; a new array. */
export function solve(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] as number) * (x[k] as number);
    x[i] = sum / (factor[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = (x[i] as number) / (factor[i * size + i] as number);
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) - (factor[i * size + k] as number) * value;
  }
  return x;
}

export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] as number) * (right[i] as number);
  return sum;
}
