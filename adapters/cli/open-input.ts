import { inferSchema, readCsv, readJson, TabulystError } from 'tabulyst';
import type { ReadCsvOptions, Schema, Source, Table } from 'tabulyst';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { OptionValues, Terminal } from './command.js';
import { csvOnlyOptions, readingOptionValues } from './reading-options.js';
import { usageError } from './usage-error.js';

/** What FILE names: JSON by its ending, or from standard input by its first character; everything else is CSV. */
export interface Input {
  readonly source: Source;
  readonly kind: 'csv' | 'json';
}

/** Opens FILE; `-` is standard input. */
export async function openInput(file: string, signal: AbortSignal): Promise<Input> {
  if (file === '-') return { source: process.stdin, kind: await kindOfStandardInput(signal) };
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new TabulystError('INGEST_SOURCE_INVALID', `"${file}" is a folder; name a file in it.`, { path: file });
  }
  return { source: { path: file }, kind: /\.(json|ndjson|jsonl)(\.gz)?$/i.test(file) ? 'json' : 'csv' };
}

/** A table and what its columns mean, with the types that the user chose. */
export interface ReadInput {
  readonly table: Table;
  readonly schema: Schema;
}

/** Reads FILE into a table, as the reading options say. */
export async function readInput(file: string, given: OptionValues, { signal, onProgress }: Terminal): Promise<ReadInput> {
  const asked = readingOptionValues(given);
  const { source, kind } = await openInput(file, signal);
  const options: ReadCsvOptions = { ...asked, signal, onProgress, ...(file === '-' ? { name: 'standard input' } : {}) };
  if (kind === 'json') refuseCsvOptions(file, given);
  const table = await (kind === 'json' ? readJson : readCsv)(source, options);
  return { table, schema: inferSchema(table, { columns: asked.columns }) };
}

/** Refuses options about CSV for a file that is JSON. @throws CLI_USAGE */
export function refuseCsvOptions(file: string, given: OptionValues): void {
  const [first] = csvOnlyOptions(given);
  if (first !== undefined) throw usageError(`--${first} is for CSV, but "${file}" is JSON.`);
}

/** Looks at the first piece of standard input and puts it back. */
async function kindOfStandardInput(signal: AbortSignal): Promise<Input['kind']> {
  await once(process.stdin, 'readable', { signal });
  const head = process.stdin.read() as Uint8Array | null;
  if (head === null) return 'csv';
  process.stdin.unshift(head);
  return /^[\uFEFF\s]*[[{]/.test(textOf(head)) ? 'json' : 'csv';
}

function textOf(head: Uint8Array): string {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return new TextDecoder().decode(head);
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
  } catch {
    // Damaged: reading it will say how.
    return '';
  }
}
