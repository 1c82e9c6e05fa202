/** The bytes of a word that belong to a text of 0 to 8 bytes. */
// @ts-ignore: decorator
@inline
export function firstBytes(length: u32): u64 {
  return length >= 8 ? <u64>-1 : ((<u64>1 << (length << 3)) - 1);
}

export function sameText(left: usize, right: usize, length: u32): bool {
  if (length <= 8) return ((load<u64>(left) ^ load<u64>(right)) & firstBytes(length)) == 0;
  const last = length - 8;
  // The last eight bytes first: beginnings are more often the same.
  if (load<u64>(left + last) != load<u64>(right + last)) return false;
  for (let at: u32 = 0; at < last; at += 8) if (load<u64>(left + at) != load<u64>(right + at)) return false;
  return true;
}
