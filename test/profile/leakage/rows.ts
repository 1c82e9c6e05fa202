import type { Finding } from '../../../src/schema/types.js';
import { createRandom } from '../../../src/table/random.js';
import { csvOf, profileText } from '../fixtures.js';

export type Cells = readonly (string | number)[];
export type Columns = Readonly<Record<string, Cells>>;

/** What generated tables are made of: always the same numbers for the same seed. */
export interface Dice {
  readonly rows: number;
  /** One cell per row. */
  readonly each: <Cell>(make: (row: number) => Cell) => Cell[];
  readonly chance: (probability: number) => boolean;
  readonly whole: (low: number, high: number) => number;
  readonly uniform: (low: number, high: number) => number;
  readonly normal: (mean?: number, deviation?: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly shuffle: <Value>(values: readonly Value[]) => Value[];
}

export function throwDice(rows: number, seed = 1): Dice {
  const random = createRandom(seed);
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  return {
    rows,
    each: (make) => Array.from({ length: rows }, (_, row) => make(row)),
    chance: (probability) => random() < probability,
    whole,
    uniform: (low, high) => low + random() * (high - low),
    normal: (mean = 0, deviation = 1) => {
      const radius = Math.sqrt(-2 * Math.log(1 - random()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * random());
    },
    pick: (values) => values[whole(0, values.length - 1)]!,
    shuffle: (values) => {
      const shuffled = [...values];
      for (let index = shuffled.length - 1; index > 0; index--) {
        const other = whole(0, index);
        [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
      }
      return shuffled;
    },
  };
}

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** A day so many days after 1 January 2022. */
export const day = (days: number): string =>
  new Date(Date.UTC(2022, 0, 1) + Math.floor(days) * 86_400_000).toISOString().slice(0, 10);

/** The rows in another order, the same for all columns. */
export function shuffleRows(columns: Columns, seed: number): Columns {
  const order = throwDice(Object.values(columns)[0]!.length, seed);
  const places = order.shuffle(order.each((row) => row));
  return Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, places.map((row) => cells[row]!)]));
}

export async function leakageOf(columns: Columns, target: string): Promise<readonly Finding[]> {
  return (await profileText(csvOf(columns), { target })).leakage;
}

/** Severities as the bench counts them: columns condemned, and columns doubted. */
export function accused(findings: readonly Finding[], severity: Finding['severity']): string[] {
  return [...new Set(findings.filter((finding) => finding.severity === severity).flatMap(({ columns }) => columns))];
}
