/** "a", "a and b", "a, b and c", or "a, b and 3 more" when there are more than `most`. */
export function nameList(names: readonly string[], most = 3): string {
  const left = names.length - most;
  // "and 1 more" is hardly shorter than the name.
  if (left > 1) return `${names.slice(0, most).join(', ')} and ${left.toLocaleString('en-US')} more`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
