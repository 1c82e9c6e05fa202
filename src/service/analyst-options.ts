import { availableParallelism } from 'node:os';
import { rejectOption, resolveOptions } from '../run-options.js';
import { transformerWriter } from '../summarize/transformer/transformer-writer.js';
import type { TransformerWriter } from '../summarize/transformer/transformer-writer.js';
import { createDiskStorage } from './disk-storage.js';
import { DEFAULT_CACHED_TABLES } from './heuristics.js';
import type { AnalystOptions, Storage } from './types.js';

/** {@link AnalystOptions} with the defaults filled in. */
export interface ResolvedAnalystOptions {
  readonly storage: Storage;
  readonly threads: number;
  readonly maxBytes: number;
  readonly cachedTables: number;
  readonly transformer: TransformerWriter;
}

/** Checks the options and fills in the defaults. @throws OPTIONS_INVALID */
export function resolveAnalystOptions(options: AnalystOptions | undefined): ResolvedAnalystOptions {
  const call = 'createAnalyst';
  const resolved = resolveOptions<AnalystOptions>(call, options, {
    storage: undefined,
    threads: Math.max(1, availableParallelism() - 1),
    maxBytes: Infinity,
    cachedTables: DEFAULT_CACHED_TABLES,
    transformer: undefined,
  });
  const { storage, threads = 1, maxBytes = Infinity, cachedTables = DEFAULT_CACHED_TABLES } = resolved;
  const transformer = resolved.transformer ?? transformerWriter();
  if (!Number.isInteger(threads) || threads < 1) rejectOption(call, 'threads', 'a whole number of at least 1', threads);
  checkMaxBytes(call, maxBytes);
  if (!Number.isInteger(cachedTables) || cachedTables < 0) {
    rejectOption(call, 'cachedTables', 'a whole number of at least 0', cachedTables);
  }
  if (storage !== undefined && !isStorage(storage)) {
    rejectOption(call, 'storage', 'a storage, as createDiskStorage makes one', storage);
  }
  if (typeof transformer?.write !== 'function' || typeof transformer.dispose !== 'function') {
    rejectOption(call, 'transformer', 'a writer, as transformerWriter makes one', transformer);
  }
  return { storage: storage ?? createDiskStorage(), threads, maxBytes, cachedTables, transformer };
}

/** Checks a limit in bytes. @throws OPTIONS_INVALID */
export function checkMaxBytes(call: string, maxBytes: unknown): void {
  if (typeof maxBytes === 'number' && maxBytes > 0) return;
  rejectOption(call, 'maxBytes', 'a number of bytes above 0', maxBytes);
}

function isStorage(value: unknown): value is Storage {
  return typeof value === 'object' && value !== null && 'files' in value && 'records' in value && 'close' in value;
}
