import { expect, test } from 'vitest';
import { readCsv } from '../../../src/ingest/read-csv.js';
import { canonicalRows } from '../../../src/profile/leakage/canonical-rows.js';
import { csvOf } from '../fixtures.js';
import { day, leakageOf, round, shuffleRows, throwDice, type Columns } from './rows.js';

function table(rows: number): Columns {
  const dice = throwDice(rows, 13);
  const left = dice.each(() => dice.chance(0.3));
  const amount = dice.each(() => round(Math.exp(dice.normal(3, 1)), 2));
  const part = amount.map((value) => round(value * dice.uniform(0.1, 0.9), 2));
  const town = dice.each(() => dice.whole(1, 25));
  return {
    town,
    age: dice.each(() => dice.whole(18, 90)),
    opened: dice.each(() => day(dice.whole(0, 400))),
    closed: left.map((gone) => (gone ? day(dice.whole(400, 800)) : '')),
    note: left.map((gone) => dice.shuffle(['called', 'wrote', gone ? 'left' : 'stays', dice.pick(['again', 'twice'])]).join(' ')),
    state: left.map((gone) => (gone !== dice.chance(0.02) ? 'x' : 'y')),
    score: left.map((gone) => round(dice.normal(gone ? 3 : 0, 0.7), 3)),
    part,
    rest: amount.map((value, row) => round(value - part[row]!, 2)),
    noisy: amount.map((value) => round(value + dice.normal(0, 0.1), 3)),
    amount,
    churn: left.map((gone) => (gone ? 'yes' : 'no')),
  };
}

test.each(['churn', 'amount', 'age', 'town'])('the order of rows changes nothing: %s', async (target) => {
  const columns = table(500);
  const findings = await leakageOf(columns, target);
  for (const seed of [1, 2]) expect(await leakageOf(shuffleRows(columns, seed), target)).toEqual(findings);
});

test('of more rows than are examined, the same ones are taken in any order', async () => {
  const columns = table(700);
  const cellsOf = async (rows: Columns): Promise<string[]> => {
    const read = await readCsv({ text: csvOf(rows) });
    const target = read.columns.find(({ name }) => name === 'churn')!;
    const names = Object.keys(rows);
    return [...canonicalRows(read.columns, target, 90)].map((row) => names.map((name) => rows[name]![row]).join());
  };
  const taken = await cellsOf(columns);
  expect(new Set(taken).size).toBe(90);
  expect(await cellsOf(shuffleRows(columns, 5))).toEqual(taken);
});

test('repeated rows stay as frequent as they are, and rows without a target are left out', async () => {
  const kinds = Array.from({ length: 1200 }, (_, row) => ['a', 'a', 'a', 'b', ''][row % 5]!);
  const { columns } = await readCsv({ text: csvOf({ kind: kinds, one: kinds.map(() => 1) }) });
  const rows = [...canonicalRows(columns, columns[0]!, 400)];
  expect(rows.map((row) => kinds[row]).filter((kind) => kind === 'a')).toHaveLength(300);
  expect(rows.map((row) => kinds[row]).filter((kind) => kind === 'b')).toHaveLength(100);
  expect(new Set(rows).size).toBe(400);
});
