import { createReadStream } from 'node:fs';
import { afterEach } from 'vitest';
import { createAnalyst } from '../../src/service/create-analyst.js';
import type { Analyst, AnalystOptions } from '../../src/service/types.js';

const open: Analyst[] = [];

/** Makes an analyst that is closed after the test. */
export function openAnalyst(options: AnalystOptions): Analyst {
  const analyst = createAnalyst({ threads: 1, ...options });
  open.push(analyst);
  return analyst;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((analyst) => analyst.close()));
});

/** The bytes of one of the sample files. */
export function sample(name: string): AsyncIterable<Uint8Array> {
  return createReadStream(`samples/${name}`);
}

/** Text as a stream of bytes, in chunks of `size`. */
export async function* streamOf(text: string, size = 1000): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) yield await Promise.resolve(bytes.subarray(start, start + size));
}

/** A table large enough to train on for a while: two classes that depend on `columns` noisy numbers. */
export function largeCsv(rows: number, columns: number): string {
  const names = Array.from({ length: columns }, (_, column) => `x${column}`);
  const lines = [[...names, 'label'].join(',')];
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let row = 0; row < rows; row += 1) {
    const values = names.map(() => random());
    const score = values.reduce((sum, value, column) => sum + value * Math.sin(column + 1), 0) + random();
    lines.push([...values.map((value) => value.toFixed(6)), score > 0.5 ? 'yes' : 'no'].join(','));
  }
  return lines.join('\n');
}

export async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
