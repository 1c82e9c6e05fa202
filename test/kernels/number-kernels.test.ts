import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RANGE_BYTES } from '../../src/kernels/kernels.js';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind, KernelSpace } from '../../src/kernels/open-kernels.js';
import { integersAt, placeIntegers, placeNumbers } from './place-numbers.js';

const SLOTS = 64;
const REGISTERS = 16_384;

/** Every distinct number with its count, whatever its slot. */
function slotsAt(space: KernelSpace, keys: number, counts: number): string[] {
  const found = integersAt(space, counts, SLOTS * 2).flatMap((count, slot) =>
    count === 0 ? [] : [`${space.memory.float64[(keys >>> 3) + slot]} x ${count}`],
  );
  return found.sort();
}

/** All that the kernels tell of numbers. */
function told(kind: KernelKind, numbers: readonly number[]) {
  const space = openKernels(kind);
  const { memory, kernels } = space;
  const rows = numbers.length;
  const values = placeNumbers(space, numbers);
  const state = placeNumbers(space, [0, 0, Infinity, -Infinity, 0, 0, NaN]);
  // In two pieces: what is known is carried on.
  kernels.range(values, rows >> 1, state);
  kernels.range(values + (rows >> 1) * 8, rows - (rows >> 1), state);

  const empty = Array<number>(SLOTS * 2).fill(0);
  const [keys, counts, size] = [placeNumbers(space, empty), placeIntegers(space, empty), placeIntegers(space, [0])];
  const done = kernels.tally(values, rows, keys, counts, SLOTS - 1, 20, size);
  const [largerKeys, largerCounts] = [placeNumbers(space, empty), placeIntegers(space, empty)];
  kernels.retally(keys, counts, SLOTS, largerKeys, largerCounts, SLOTS * 2 - 1);

  const steps = placeIntegers(space, Array<number>(2001).fill(0));
  const [others, stepsUsed] = [placeNumbers(space, empty), placeIntegers(space, [0])];
  const beside = kernels.countSteps(values, rows, steps, 2001, -1000, 1, 100, stepsUsed, others, SLOTS);
  const onlyZero = placeIntegers(space, [0]);
  const besideZero = kernels.countSteps(
    values,
    rows,
    onlyZero,
    1,
    0,
    1,
    1,
    placeIntegers(space, [0]),
    placeNumbers(space, empty),
    2,
  );
  const [runNumbers, runCounts] = [placeNumbers(space, empty), placeIntegers(space, empty)];
  const runs = kernels.countRuns(values, rows, runNumbers, runCounts);
  const stepValues = placeNumbers(space, [0, 0, 0]);
  kernels.stepNumbers(placeIntegers(space, [0, 1000, 1234]), 3, -1000, 1, 100, stepValues);

  const bins = placeIntegers(space, Array<number>(8).fill(0));
  kernels.fillBins(values, rows, bins, 8, -1, 0.5);
  const present = numbers.filter((value) => !Number.isNaN(value));
  const sorted = placeNumbers(space, present);
  kernels.sortNumbers(sorted, present.length, placeNumbers(space, present), memory.allocate(8192));
  const standardised = placeNumbers(space, numbers);
  kernels.standardise(standardised, rows);
  const levels = placeIntegers(
    space,
    numbers.map((_, row) => (row % 4) - 1),
  );
  const [sums, members] = [placeNumbers(space, [0, 0, 0]), placeIntegers(space, [0, 0, 0])];
  const totals = placeNumbers(space, [0, 0, 0]);
  kernels.sumLevels(values, levels, rows, sums, members, totals);
  const numbersAt = (address: number, count: number) =>
    Array.from(memory.float64.subarray(address >>> 3, (address >>> 3) + count));
  const registers = memory.allocate(REGISTERS);
  memory.uint8.fill(0, registers, registers + REGISTERS);
  kernels.sketch(values, rows, registers);
  return {
    range: Array.from(memory.float64.subarray(state >>> 3, (state + RANGE_BYTES) >>> 3)),
    done,
    size: memory.int32[size >>> 2],
    tallied: slotsAt(space, keys, counts),
    retallied: slotsAt(space, largerKeys, largerCounts),
    beside: numbersAt(others, beside),
    areFew: besideZero <= 2,
    stepsUsed: integersAt(space, stepsUsed, 1),
    runs: [numbersAt(runNumbers, runs), integersAt(space, runCounts, runs)],
    stepValues: numbersAt(stepValues, 3),
    steps: integersAt(space, steps, 2001),
    bins: integersAt(space, bins, 8),
    standardised: numbersAt(standardised, rows),
    levels: [...numbersAt(sums, 3), ...integersAt(space, members, 3), ...numbersAt(totals, 3)],
    sorted: Array.from(memory.float64.subarray(sorted >>> 3, (sorted >>> 3) + present.length)),
    frequent: kernels.findCount(bins, 1, 8, 2),
    sketch: Array.from(memory.uint8.subarray(registers, registers + REGISTERS)).flatMap((rank, index) =>
      rank === 0 ? [] : [[index, rank]],
    ),
  };
}

it('numbers: their range, distinct ones, steps and bins', () => {
  expect(told('webassembly', [3, NaN, -1.5, 0, -0, 3, 2.25])).toMatchObject({
    range: [6, 2, -1.5, 3, 3, 3, 2.25],
    done: 7,
    size: 4,
    tallied: ['-1.5 x 1', '0 x 2', '2.25 x 1', '3 x 2'],
    retallied: ['-1.5 x 1', '0 x 2', '2.25 x 1', '3 x 2'],
    beside: [],
    // Where 0 alone has a counter.
    areFew: false,
    stepsUsed: [4],
    runs: [
      [3, -1.5, 0, 3, 2.25],
      [1, 1, 2, 1, 1],
    ],
    // From -1 on in halves: 0 twice; 2.25; 3 twice in the last.
    bins: [0, 0, 2, 0, 0, 0, 1, 2],
    sorted: [-1.5, -0, 0, 2.25, 3, 3],
    frequent: 2,
  });
});

it('numbers: both kinds tell the same', () => {
  const value = fc.oneof(
    fc.double(),
    fc.integer({ min: -12, max: 12 }),
    fc.constant(NaN),
    fc.integer({ min: -999, max: 999 }).map((cents) => cents / 100),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (numbers) => {
      expect(told('webassembly', numbers)).toEqual(told('reference', numbers));
    }),
    { numRuns: 200 },
  );
});
