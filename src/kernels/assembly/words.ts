/** The bytes of a word that belong to a text of 0 to 8 bytes. */
// @ts-ignore: decorator
@inline
export function firstBytes(length: u32): u64 {
  return length >= 8 ? <u64>-1 : ((<u64>1 << (length << 3)) - 1);
}

export function sameText(left: usize, right: usize, length: u32): bool {
  while (length > 8) {
    if (load<u64>(left) != load<u64>(right)) return false;
    left += 8;
    right += 8;
    length -= 8;
  }
  return ((load<u64>(left) ^ load<u64>(right)) & firstBytes(length)) == 0;
}
