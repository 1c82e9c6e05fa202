import * as library from 'tabulyst';
import { describe, expect, it } from 'vitest';
import { createInputs } from '../../bench/fuzz/inputs.mjs';
import { findProblem } from '../../bench/fuzz/invariants.mjs';

const SEED = 20;
const INPUTS = 1500;
const BATCHES = 5;
/** Larger inputs are left to the bench: they take longer than they tell. */
const MOST_BYTES = 8 * 1024;

/*
 * A fixed part of what `bench/fuzz.mjs` runs at length: mutated fixtures and random tables and records, through every
 * reader. What must hold for each of them stands in `bench/fuzz/invariants.mjs`.
 */
describe('hostile inputs', () => {
  const { input, fixtureCount } = createInputs(SEED);

  it('come from many fixtures', () => {
    expect(fixtureCount).toBeGreaterThan(30);
  });

  it.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
    'are read or refused, and nothing else: batch %i',
    async (batch) => {
      const problems: string[] = [];
      for (let index = batch; index < INPUTS; index += BATCHES) {
        const made = input(index);
        if (made.bytes.length > MOST_BYTES) continue;
        const problem = await findProblem(library, made);
        if (problem !== null) problems.push(`input ${index} (${made.origin}; ${JSON.stringify(made.options)}): ${problem}`);
      }
      expect(problems).toEqual([]);
    },
  );
});

describe('the checks themselves', () => {
  const { input } = createInputs(SEED);
  const made = { ...input(0), bytes: new TextEncoder().encode('a,b\n1,x\n2,y\n'), options: {} };

  it('let a right reader pass', async () => {
    expect(await findProblem(library, made)).toBeNull();
  });

  it.each([
    [
      'a thrown error that is none of ours',
      { readCsv: () => Promise.reject(new TypeError('x is undefined')) },
      /readCsv threw TypeError/,
    ],
    [
      'an unknown code',
      { readCsv: () => Promise.reject(new library.TabulystError('INTERNAL_ERROR', 'no')) },
      /INTERNAL_ERROR|no/,
    ],
    ['cells that two readers see differently', { originalCellText: () => 'other' }, /readCsv has "other"/],
    ['a refusal by one reader only', { readRows: () => library.readRows(new Uint8Array(0)) }, /readRows INGEST_EMPTY/],
    [
      'a prototype that is changed',
      {
        inferSchema: (table: library.Table) => {
          Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true });
          return library.inferSchema(table);
        },
      },
      /prototype was changed/,
    ],
  ])('notice %s', async (_, broken, expected) => {
    try {
      expect(await findProblem({ ...library, ...broken }, made)).toMatch(expected);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  });
});
