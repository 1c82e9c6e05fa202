/**
 * A random number generator with a seed: numbers in [0, 1) of 32 random bits each, the same ones for the same seed on
 * every machine. The algorithm is sfc32 ("small fast counter") of Chris Doty-Humphrey's PractRand; its state is filled
 * from the seed with splitmix32.
 *
 * @param seed any finite number; different numbers give different streams
 */
export function createRandom(seed: number): () => number {
  const words = new Uint32Array(new Float64Array([seed]).buffer);
  const low = words[0]!;
  const high = words[1]!;
  const mix = createMixer(low ^ Math.imul(high, 0x9e3779b1));
  let a = mix() ^ high;
  let b = mix();
  let c = mix();
  let counter = 1;
  const next = (): number => {
    const output = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + output) | 0;
    return (output >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** splitmix32: one 32-bit seed into as many well-mixed words as a state needs. */
function createMixer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

/** Samples of a smaller part of the rows are sorted. */
const SORTED_SHARE = 16;

/**
 * Draws `size` different row numbers out of `rowCount`, ascending, every subset equally likely: Floyd's algorithm (Bentley
 * and Floyd, "A sample of brilliance", 1987), which draws as many random numbers as rows. All rows where `size` reaches
 * `rowCount`.
 */
export function sampleRows(rowCount: number, size: number, random: () => number): Uint32Array {
  const wanted = Math.min(size, rowCount);
  if (wanted === rowCount) return Uint32Array.from({ length: rowCount }, (_, row) => row);
  const isTaken = new Uint8Array(rowCount);
  const rows = new Uint32Array(wanted);
  for (let taken = 0; taken < wanted; taken++) {
    const last = rowCount - wanted + taken;
    const drawn = Math.floor(random() * (last + 1));
    rows[taken] = isTaken[drawn] === 0 ? drawn : last;
    isTaken[rows[taken]!] = 1;
  }
  // A few are sooner sorted than looked for among all.
  if (wanted < rowCount / SORTED_SHARE) return rows.sort();
  for (let row = 0, taken = 0; taken < wanted; row++) if (isTaken[row] === 1) rows[taken++] = row;
  return rows;
}
