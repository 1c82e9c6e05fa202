/** The bytes of a word that belong to a text of at least 1 byte, without a branch. */
// @ts-ignore: decorator
@inline
export function leadingBytes(length: u32): u64 {
  const lacking = 8 - <i32>length;
  return <u64>-1 >> <u64>((lacking & ~(lacking >> 31)) << 3);
}

/** The bytes of a word that belong to a text of 0 to 8 bytes. */
// @ts-ignore: decorator
@inline
export function firstBytes(length: u32): u64 {
  return length >= 8 ? <u64>-1 : ((<u64>1 << (length << 3)) - 1);
}

// @ts-ignore: decorator
@inline
export function sameText(left: usize, right: usize, length: u32): bool {
  if (length <= 8) return ((load<u64>(left) ^ load<u64>(right)) & firstBytes(length)) == 0;
  const last = length - 8;
  if (length <= 16) return ((load<u64>(left) ^ load<u64>(right)) | (load<u64>(left + last) ^ load<u64>(right + last))) == 0;
  return sameLongText(left, right, length);
}

function sameLongText(left: usize, right: usize, length: u32): bool {
  const last = length - 16;
  let differing = v128.xor(v128.load(left + last), v128.load(right + last));
  for (let at: u32 = 0; at < last; at += 16) differing = v128.or(differing, v128.xor(v128.load(left + at), v128.load(right + at)));
  return !v128.any_true(differing);
}

/** Above 0 when the left text is longer, or as long and larger by its bytes; 0 when both are the same. */
// @ts-ignore: decorator
@inline
export function compareTexts(left: usize, leftLength: u32, right: usize, rightLength: u32): i32 {
  if (leftLength != rightLength) return leftLength > rightLength ? 1 : -1;
  for (let at: u32 = 0; at < leftLength; at += 8) {
    const word = load<u64>(left + at);
    const other = load<u64>(right + at);
    const differing = (word ^ other) & firstBytes(leftLength - at);
    if (differing == 0) continue;
    // The first byte that differs is the lowest one.
    const shift = ctz(differing) & 56;
    return ((word >> shift) & 0xff) > ((other >> shift) & 0xff) ? 1 : -1;
  }
  return 0;
}

/** Copies a text eight bytes at a time: up to seven bytes behind its copy are written over. */
// @ts-ignore: decorator
@inline
export function copyText(to: usize, from: usize, length: u32): void {
  for (let at: u32 = 0; at < length; at += 8) store<u64>(to + at, load<u64>(from + at));
}
