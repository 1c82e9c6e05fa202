/** Adds the derivatives of a row, side by side, to a bin's sums. */
// @ts-ignore: decorator
@inline
function add(sums: usize, offset: u32, bin: u32, both: v128): void {
  const place = sums + (<usize>(offset + bin) << 4);
  v128.store(place, f64x2.add(v128.load(place), both));
}

export function fillHistogram(
  bins: usize,
  width: usize,
  offsets: usize,
  rows: usize,
  count: usize,
  derivatives: usize,
  sums: usize,
  size: usize,
): void {
  memory.fill(sums, 0, size << 4);
  const quads = width & ~3;
  for (let end = rows + (count << 2); rows < end; rows += 4) {
    const row = <usize>load<u32>(rows);
    const both = v128.load(derivatives + (row << 4));
    const own = bins + row * width;
    let feature: usize = 0;
    // Four bins are loaded at once.
    for (; feature < quads; feature += 4) {
      const four = load<u32>(own + feature);
      const first = offsets + (feature << 2);
      add(sums, load<u32>(first), four & 255, both);
      add(sums, load<u32>(first, 4), (four >> 8) & 255, both);
      add(sums, load<u32>(first, 8), (four >> 16) & 255, both);
      add(sums, load<u32>(first, 12), four >> 24, both);
    }
    for (; feature < width; feature++) add(sums, load<u32>(offsets + (feature << 2)), load<u8>(own + feature), both);
  }
}

export function partitionRows(
  bins: usize,
  width: usize,
  feature: usize,
  first: u32,
  last: u32,
  rows: usize,
  count: usize,
  spare: usize,
): usize {
  const own = bins + feature;
  const range = last - first;
  let left = rows;
  let right = spare;
  // Both are written, and one of them moves on: no branch to be guessed wrong.
  for (let at = rows, end = rows + (count << 2); at < end; at += 4) {
    const row = load<u32>(at);
    const step = <usize>(<u32>load<u8>(own + <usize>row * width) - first <= range) << 2;
    store<u32>(left, row);
    store<u32>(right, row);
    left += step;
    right += 4 - step;
  }
  memory.copy(left, spare, right - spare);
  return (left - rows) >> 2;
}
