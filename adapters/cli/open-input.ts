import { readCsv, readJson, TabulystError } from 'tabulyst';
import type { ReadOptions, Source, Table } from 'tabulyst';
import { statSync } from 'node:fs';
import type { Terminal } from './command.js';

/** The source that FILE names; `-` is standard input. */
export function openInput(file: string): Source {
  if (file === '-') return process.stdin;
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new TabulystError('INGEST_SOURCE_INVALID', `"${file}" is a folder; name a file in it.`, { path: file });
  }
  return { path: file };
}

/** Reads FILE into a table: JSON and NDJSON by their ending, everything else as CSV. */
export function readInput(file: string, { signal, onProgress }: Terminal): Promise<Table> {
  const options: ReadOptions = { signal, onProgress, ...(file === '-' ? { name: 'standard input' } : {}) };
  return /\.(json|ndjson|jsonl)(\.gz)?$/i.test(file) ? readJson(openInput(file), options) : readCsv(openInput(file), options);
}
