/** The place behind the last edge that is not above a value: halves without a branch to be guessed wrong. */
// @ts-ignore: decorator
@inline
function step(low: usize, half: i32, value: f64): usize {
  return low + (load<f64>(low + ((half - 1) << 3)) <= value ? <usize>half << 3 : 0);
}

// @ts-ignore: decorator
@inline
function binOf(low: usize, edges: usize, value: f64): u8 {
  return value != value ? 0 : <u8>(((low - edges) >> 3) + 1);
}

export function binColumn(values: usize, rows: i32, width: usize, edges: usize, count: i32, bins: usize): void {
  const apart = width << 3;
  let row = 0;
  // Four values at a time: the processor looks for all of them at once.
  for (; row + 4 <= rows; row += 4, bins += 4) {
    const first = load<f64>(values);
    const second = load<f64>(values + apart);
    const third = load<f64>(values + 2 * apart);
    const fourth = load<f64>(values + 3 * apart);
    let one = edges;
    let two = edges;
    let three = edges;
    let four = edges;
    for (let left = count; left > 0;) {
      const half = (left + 1) >> 1;
      one = step(one, half, first);
      two = step(two, half, second);
      three = step(three, half, third);
      four = step(four, half, fourth);
      left -= half;
    }
    store<u8>(bins, binOf(one, edges, first));
    store<u8>(bins, binOf(two, edges, second), 1);
    store<u8>(bins, binOf(three, edges, third), 2);
    store<u8>(bins, binOf(four, edges, fourth), 3);
    values += 4 * apart;
  }
  for (; row < rows; row++, values += apart, bins++) {
    const value = load<f64>(values);
    let low = edges;
    for (let left = count; left > 0;) {
      const half = (left + 1) >> 1;
      low = step(low, half, value);
      left -= half;
    }
    store<u8>(bins, binOf(low, edges, value));
  }
}
