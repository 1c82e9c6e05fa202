/** The candidate that is most like `name`, ignoring case: fewest edits (Levenshtein), the first of several. Null when none is near. */
export function closestName(name: string, candidates: readonly string[]): string | null {
  const wanted = name.trim().toLowerCase();
  let best: string | null = null;
  // More edits than half the name is another name, not a typing error.
  let fewest = Math.max(2, Math.ceil(wanted.length / 2)) + 1;
  for (const candidate of candidates) {
    const edits = editDistance(wanted, candidate.trim().toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = previous[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[other.length]!;
}
