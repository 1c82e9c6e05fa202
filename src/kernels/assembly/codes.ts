/** What `numbers` holds for entries that have no new number yet, and for those that get none. */
const UNNUMBERED: i32 = -1;
const UNWANTED: i32 = -2;

/** The new number of an entry, the next one when it has none yet. */
// @ts-ignore: decorator
@inline
function numberOf(code: i32, numbers: usize, order: usize, size: usize): i32 {
  const place = numbers + (<usize>code << 2);
  let number = load<i32>(place);
  if (number == UNNUMBERED) {
    number = load<i32>(size);
    store<i32>(size, number + 1);
    store<i32>(place, number);
    store<i32>(order + (<usize>number << 2), code);
  }
  return number;
}

export function renumber(codes: usize, rows: i32, numbers: usize, order: usize, size: usize): void {
  for (let row = 0; row < rows; row++) {
    const place = codes + (<usize>row << 2);
    const code = load<i32>(place);
    if (code >= 0) store<i32>(place, max(numberOf(code, numbers, order, size), -1));
  }
}

export function pick(
  codes: usize,
  rows: i32,
  firstRow: i32,
  numbers: usize,
  order: usize,
  size: usize,
  pickedRows: usize,
  pickedCodes: usize,
): i32 {
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const code = load<i32>(codes + (<usize>row << 2));
    if (code < 0 || load<i32>(numbers + (<usize>code << 2)) == UNWANTED) continue;
    store<i32>(pickedRows + (<usize>found << 2), firstRow + row);
    store<i32>(pickedCodes + (<usize>found << 2), numberOf(code, numbers, order, size));
    found++;
  }
  return found;
}

export function gather(codes: usize, rows: i32, entries: usize, values: usize): void {
  for (let row = 0; row < rows; row++) {
    const code = load<i32>(codes + (<usize>row << 2));
    store<f64>(values + (<usize>row << 3), code < 0 ? NaN : load<f64>(entries + (<usize>code << 3)));
  }
}

export function draw(pool: usize, offsets: usize, size: i32, threshold: f64, list: usize): i32 {
  let found = 0;
  for (let entry = 0; entry < size; entry++) {
    const start = load<u32>(offsets + (<usize>entry << 2));
    const length = load<u32>(offsets + (<usize>entry << 2), 4) - start;
    const step = ((length - 1) >> 5) + 1;
    let hash = length;
    for (let at: u32 = 0; at < length; at += step) hash = (hash ^ <u32>load<u8>(pool + start + at)) * 0x01000193;
    hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
    hash ^= hash >> 16;
    if (<f64>hash >= threshold) continue;
    store<i32>(list + (<usize>found << 2), entry);
    found++;
  }
  return found;
}
