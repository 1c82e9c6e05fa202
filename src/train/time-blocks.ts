import { joined } from '../table/joined.js';

/** The rows that have a time, the earliest first; rows of one time in table order. */
export function orderByTime(rows: Uint32Array, times: Float64Array): Uint32Array {
  return rows.filter((row) => !Number.isNaN(times[row]!)).sort((left, right) => times[left]! - times[right]! || left - right);
}

/** The place nearest to `wanted` where a later time begins, neither at the start nor at the end; the list's length when there is none. */
export function tieBoundary(ordered: Uint32Array, times: Float64Array, wanted: number): number {
  const begins = (place: number) => place > 0 && place < ordered.length && times[ordered[place - 1]!]! < times[ordered[place]!]!;
  for (let away = 0; away < ordered.length; away++) {
    if (begins(wanted - away)) return wanted - away;
    if (begins(wanted + away)) return wanted + away;
  }
  return ordered.length;
}

/** Parts the positions of rows into blocks of time, about equally many in each; rows without a time are in the first. Each ascending, none empty. */
export function timeFolds(rows: Uint32Array, times: Float64Array, count: number): Uint32Array[] {
  const own = Float64Array.from(rows, (row) => times[row]!);
  const positions = Uint32Array.from(rows.keys());
  const ordered = orderByTime(positions, own);
  const untimed = positions.filter((position) => Number.isNaN(own[position]!));
  const cuts = Array.from({ length: count - 1 }, (_, fold) =>
    tieBoundary(ordered, own, Math.round(((fold + 1) * ordered.length) / count)),
  );
  const edges = [0, ...new Set(cuts), ordered.length];
  const blocks = edges.slice(1).map((end, index) => ordered.subarray(edges[index], end));
  return blocks
    .map((block, index) => (index === 0 ? joined(Uint32Array, [untimed, block]) : block.slice()).sort())
    .filter(({ length }) => length > 0);
}
