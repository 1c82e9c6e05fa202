import type { NumberCount, NumberCounts } from './count-distinct.js';

/** The numbers with the largest counts, most frequent first and the smaller number first among equals. */
export function mostFrequent(numbers: Omit<NumberCounts, 'size'>, top: number): NumberCount[] {
  const { counts } = numbers;
  const best: NumberCount[] = [];
  let least = 1;
  for (let slot = slotWith(least, counts, 0); slot < counts.length; slot = slotWith(least, counts, slot + 1)) {
    const found = { value: numbers.valueAt(slot), count: counts[slot]! };
    const last = best[top - 1];
    if (last !== undefined && compare(last, found) <= 0) continue;
    best.push(found);
    best.sort(compare);
    if (best.length > top) best.pop();
    // Among equals the first slot wins where the numbers ascend.
    if (best.length === top) least = (best[top - 1]?.count ?? Infinity) + Number(numbers.ascending);
  }
  return best;
}

function compare(left: NumberCount, right: NumberCount): number {
  return right.count - left.count || left.value - right.value;
}

/** The first slot from a start on that has at least so many; the number of slots if there is none. Apart, since a small loop is compiled soon. */
function slotWith(least: number, counts: Uint32Array, start: number): number {
  let slot = start;
  while (slot < counts.length && counts[slot]! < least) slot++;
  return slot;
}
