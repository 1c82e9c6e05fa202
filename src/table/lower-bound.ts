/** Index of the first of ascending numbers that is not below one; their length when all are. */
export function lowerBound(numbers: Uint32Array | Float64Array, wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
