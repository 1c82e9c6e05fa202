/** One list with the numbers of several, one after the other. */
export function joined<List extends Uint32Array | Float64Array>(
  kind: new (length: number) => List,
  lists: readonly List[],
): List {
  const all = new kind(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
