import { readCsv } from '../../src/ingest/read-csv.js';
import type { Table } from '../../src/table/types.js';
import { createRandom } from '../../src/table/random.js';

/** A table read from the text of a CSV file made of these rows. */
export function tableOf(header: readonly string[], rows: readonly (readonly (string | number)[])[]): Promise<Table> {
  const quote = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
  const lines = [header, ...rows].map((cells) => cells.map(quote).join(','));
  return readCsv({ text: `${lines.join('\n')}\n` });
}

/** Normal numbers by Box and Muller, the same ones for the same seed. */
export function normals(seed: number): () => number {
  const random = createRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Rows of two numbers, a category and a class or number that depends on them. */
export function sampleTable(rowCount: number, kind: 'two' | 'three' | 'number', seed = 1): Promise<Table> {
  const normal = normals(seed);
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const [a, b, noise] = [normal(), normal(), normal()];
    const color = ['red', 'green', 'blue'][row % 3] ?? '';
    const signal = 2 * a - b + (color === 'red' ? 1.5 : 0) + 0.5 * noise;
    const answer = {
      two: signal > 0.5 ? 'yes' : 'no',
      three: signal > 1.5 ? 'high' : signal > -0.5 ? 'middle' : 'low',
      number: (10 + 3 * signal).toFixed(4),
    }[kind];
    return [a.toFixed(4), b.toFixed(4), color, answer];
  });
  return tableOf(['a', 'b', 'color', 'answer'], rows);
}
