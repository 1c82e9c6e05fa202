// The entry of every worker thread. Each export is a task that the pool calls by its name.
import type { MessagePort } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { isTabulystError } from '../errors.js';
import { profileTable } from '../profile/profile-table.js';
import type { Profile } from '../profile/types.js';
import type { ProgressEvent } from '../run-options.js';
import { trainModel } from '../train/train-model.js';
import type {
  Outcome,
  OutputMessage,
  ProfileRequest,
  ReadRequest,
  ReadResult,
  TrainRequest,
  TrainResult,
  WithPort,
} from './messages.js';
import { receiveBytes } from './byte-channel.js';
import { readTable } from './read-table.js';
import { describeModel } from './describe-model.js';
import { transferTable, type Transferable } from './transfer-table.js';

type OnProgress = (event: ProgressEvent) => void;

/** Reads the bytes that arrive at the port into a table. */
export function read({ port, ...request }: WithPort<ReadRequest>): Promise<unknown> {
  return answer<ReadResult>(port, async (onProgress) => {
    const { table, schema } = await readTable(receiveBytes(port), request, onProgress);
    const { value, buffers } = transferTable(table);
    return { value: { table: value, schema }, buffers };
  });
}

/** Profiles a table. */
export function profile({ port, table, schema, target }: WithPort<ProfileRequest>): Promise<unknown> {
  return answer<Profile>(port, async (onProgress) => ({
    value: await profileTable(table, { schema, target, onProgress }),
    buffers: [],
  }));
}

/** Trains a model and writes its file. */
export function train({ port, table, options }: WithPort<TrainRequest>): Promise<unknown> {
  return answer<TrainResult>(port, async (onProgress) => {
    // The pool's threads train side by side: each by itself.
    const value = describeModel(await trainModel(table, { threads: 1, ...options, onProgress }));
    return { value, buffers: [value.file.buffer as ArrayBuffer] };
  });
}

/** Runs a task and tells the other side that no progress follows. That takes a message: a thread that waits for its next task closes no port. */
async function answer<Value>(
  port: MessagePort,
  work: (onProgress: OnProgress) => Promise<Transferable<Value>>,
): Promise<unknown> {
  try {
    const { value, buffers } = await work((event) => port.postMessage({ type: 'progress', event } satisfies OutputMessage));
    return move({ [transferableSymbol]: buffers, [valueSymbol]: { value } satisfies Outcome<Value> });
  } catch (error) {
    if (!isTabulystError(error)) throw error;
    return { error: error.toJSON() } satisfies Outcome<Value>;
  } finally {
    port.postMessage({ type: 'done' } satisfies OutputMessage);
    port.close();
  }
}
