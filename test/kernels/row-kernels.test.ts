import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind } from '../../src/kernels/open-kernels.js';
import { integersAt, placeIntegers, placeNumbers } from './place-numbers.js';

const PLACES = 64;
const FIRST_ROW = 100;

/** The hashes of rows of a number and a code, and which of them share a place. */
function hashed(kind: KernelKind, rows: readonly (readonly [number, number])[]) {
  const space = openKernels(kind);
  const { kernels } = space;
  // Rows are hashed by fours.
  const padded = [...rows, ...Array.from({ length: 3 }, () => [0, 0] as const)];
  const zeros = padded.map(() => 0);
  const hashes = placeIntegers(space, zeros);
  kernels.hashNumbers(
    placeNumbers(
      space,
      padded.map(([number]) => number),
    ),
    rows.length,
    hashes,
  );
  kernels.hashCodes(
    placeIntegers(
      space,
      padded.map(([, code]) => code),
    ),
    rows.length,
    hashes,
  );
  const words = placeIntegers(space, Array<number>((PLACES / 32) * 2).fill(0));
  // In two pieces: marks are carried on.
  const half = rows.length >> 1;
  kernels.markHashes(hashes, half, words, PLACES - 1);
  kernels.markHashes(hashes + half * 4, rows.length - half, words, PLACES - 1);
  const list = placeIntegers(space, zeros);
  const found = kernels.findMarked(hashes, rows.length, FIRST_ROW, words, PLACES - 1, list);
  return { hashes: integersAt(space, hashes, rows.length), marked: integersAt(space, list, found) };
}

const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity, 1, 2));
const rows = fc.array(fc.tuple(number, fc.integer({ min: -1, max: 5 })), { maxLength: 40 });

it('rows: both kinds leave the same hashes and marks', () => {
  fc.assert(
    fc.property(rows, (all) => {
      expect(hashed('webassembly', all)).toEqual(hashed('reference', all));
    }),
  );
});

it('rows: those that are equal have one hash and are marked, and so are others only where their places meet', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const { hashes, marked } = hashed('webassembly', all);
      const places = hashes.map((hash) => hash & (PLACES - 1));
      const sharing = all.flatMap((_, row) => (places.indexOf(places[row]!) !== places.lastIndexOf(places[row]!) ? [row] : []));
      expect(marked).toEqual(sharing.map((row) => row + FIRST_ROW));
      all.forEach(([value, code], row) => {
        const equal = all.findIndex(([other, its]) => (other === value || (other !== other && value !== value)) && its === code);
        expect(hashes[row]).toBe(hashes[equal]);
      });
    }),
  );
});

/** Where numbers and codes are missing, and which numbers lie beyond bounds. */
function looked(kind: KernelKind, rows: readonly (readonly [number, number])[]) {
  const space = openKernels(kind);
  const { kernels } = space;
  const values = placeNumbers(
    space,
    rows.map(([number]) => number),
  );
  const codes = placeIntegers(
    space,
    rows.map(([, code]) => code),
  );
  const size = Math.ceil(rows.length / 32);
  const [missingNumbers, missingCodes] = [1, 2].map(() => placeIntegers(space, Array<number>(size).fill(-1))) as [number, number];
  kernels.missingNumbers(values, rows.length, missingNumbers);
  kernels.missingCodes(codes, rows.length, missingCodes);
  const list = placeIntegers(space, Array<number>(rows.length + 1).fill(0));
  const found = kernels.findBeyond(values, rows.length, FIRST_ROW, -1, 1.5, list);
  const beyond = integersAt(space, list, found);
  const counts = placeIntegers(
    space,
    rows.map(([, code]) => code + 1),
  );
  const used = kernels.compactCounts(counts, rows.length, list);
  return {
    numbers: integersAt(space, missingNumbers, size),
    codes: integersAt(space, missingCodes, size),
    beyond,
    counts: integersAt(space, counts, used),
    places: integersAt(space, list, used),
  };
}

it('rows: what is missing, beyond bounds, or counted', () => {
  const told = looked('webassembly', [
    [NaN, 0],
    [2, -1],
    [1.5, 3],
    [-Infinity, -1],
  ]);
  expect(told).toEqual({ numbers: [0b0001], codes: [0b1010], beyond: [101, 103], counts: [1, 4], places: [0, 2] });
});

it('rows: both kinds find the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.integer({ min: -1, max: 5 })), { maxLength: 80 }), (all) => {
      expect(looked('webassembly', all)).toEqual(looked('reference', all));
    }),
  );
});
