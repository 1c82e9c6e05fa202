import { throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import type { Finding } from '../../schema/types.js';
import type { ColumnView } from '../column-view.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';

interface Addend {
  readonly name: string;
  readonly values: Float64Array;
}

/** Finds pairs of numerical columns whose sum, or difference, is the target in every row where all three are present. */
export async function findSums(
  views: readonly ColumnView[],
  target: ColumnView,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const total = target.numbers;
  if (total === null) return [];
  const addends = views.flatMap((view): Addend[] =>
    view.schema.type === 'numerical' && view.role === 'number' && view.numbers !== null
      ? [{ name: view.name, values: view.numbers }]
      : [],
  );
  const considered = addends.slice(0, limits.sumMaxColumns);
  const probes = probeRows(total);
  const findings: Finding[] = [];
  for (const [index, one] of considered.entries()) {
    throwIfAborted(signal);
    for (const other of considered.slice(index + 1)) {
      const finding = examinePair(one, other, { name: target.name, values: total }, probes);
      if (finding !== null) findings.push(finding);
    }
    await yieldToEventLoop();
  }
  return findings;
}

function examinePair(one: Addend, other: Addend, total: Addend, probes: readonly number[]): Finding | null {
  for (const { signs, relation } of identities) {
    const holds = (rows: Iterable<number>, needed: number): number | null =>
      countHolding(rows, needed, signs, [one.values, other.values, total.values]);
    if (holds(probes, 0) === null) continue;
    const rows = holds(total.values.keys(), limits.minRows);
    if (rows === null) continue;
    const sentence = `"${total.name}" is exactly ${relation(one.name, other.name)} in all ${rows.toLocaleString('en-US')} rows that have them.`;
    return leakageFinding('LEAKAGE_SUM', 'high', {
      columns: [one.name, other.name],
      target: total.name,
      numbers: { rows },
      sentence,
    });
  }
  return null;
}

const identities = [
  { signs: [1, 1], relation: (one: string, other: string) => `"${one}" plus "${other}"` },
  { signs: [1, -1], relation: (one: string, other: string) => `"${one}" minus "${other}"` },
  { signs: [-1, 1], relation: (one: string, other: string) => `"${other}" minus "${one}"` },
] as const;

/** Rows where all three are present and it adds up; null at the first exception, or when there are fewer than `needed`. */
function countHolding(
  rows: Iterable<number>,
  needed: number,
  [signOne, signOther]: readonly [number, number],
  [one, other, total]: readonly [Float64Array, Float64Array, Float64Array],
): number | null {
  let [count, bothMatter] = [0, 0];
  for (const row of rows) {
    const a = signOne * one[row]!;
    const b = signOther * other[row]!;
    const sum = total[row]!;
    if (Number.isNaN(a) || Number.isNaN(b) || Number.isNaN(sum)) continue;
    if (Math.abs(a + b - sum) > limits.sumTolerance * Math.max(Math.abs(a), Math.abs(b), Math.abs(sum))) return null;
    count++;
    if (a !== 0 && b !== 0) bothMatter++;
  }
  // Where one of the two is nearly always 0, the other is a copy by itself, and this one is not to blame.
  return count < needed || (needed > 0 && bothMatter < limits.minRowsPerPart) ? null : count;
}

/** Rows spread over the table whose target is not 0: nearly every pair fails on the first of them. */
function probeRows(total: Float64Array): number[] {
  const rows: number[] = [];
  const step = Math.max(1, Math.floor(total.length / limits.sumProbes));
  for (let start = 0; start < total.length; start += step) {
    let row = start;
    while (row < Math.min(start + step, total.length) && !(total[row]! !== 0)) row++;
    if (row < Math.min(start + step, total.length)) rows.push(row);
  }
  return rows;
}
