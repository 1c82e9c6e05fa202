import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { LoadModelOptions, Model } from './types.js';
import { TabulystError } from '../errors.js';
import { parseModel } from './parse-model.js';

/**
 * Writes a model to a file, as JSON. The file appears whole or not at all: it is written under another name beside it
 * and renamed.
 *
 * @example
 * await saveModel(model, 'churn.json');
 */
export async function saveModel(model: Model, path: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(model));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new TabulystError(
      'STORAGE_FAILED',
      `The model could not be written to "${path}": ${error instanceof Error ? error.message : String(error)}. Check the folder.`,
      { path },
      { cause: error },
    );
  }
}

/**
 * Reads a model from a file or from the bytes of one, checking all of it; nothing in the file is ever run.
 *
 * @param source a path, or the file's bytes
 * @throws MODEL_FILE_NOT_FOUND; MODEL_INVALID when it isn't a whole model; MODEL_TOO_NEW, MODEL_TOO_OLD;
 *   MODEL_KIND_UNKNOWN when its learner is of a kind that is neither built in nor among `options.learners`
 *
 * @example
 * const model = await loadModel('churn.json');
 */
export async function loadModel(source: string | Uint8Array, options?: LoadModelOptions): Promise<Model> {
  return parseModel(typeof source === 'string' ? await readModelFile(source) : source, options);
}

async function readModelFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `reading failed (${code ?? '?'})`;
    throw new TabulystError('MODEL_FILE_NOT_FOUND', `No model at "${path}": ${reason}. Check the path.`, { path }, { cause });
  }
}
