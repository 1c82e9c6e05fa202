/** Numbers drawn from a seed, the same on every machine: mulberry32, and normal ones by Box and Muller. */
export function createRandom(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit) => Math.floor(uniform() * limit);
  return {
    uniform,
    /** A whole number from 0 to `limit - 1`. */
    below,
    /** True in this share of the calls. */
    chance: (share) => uniform() < share,
    oneOf: (values) => values[below(values.length)],
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
