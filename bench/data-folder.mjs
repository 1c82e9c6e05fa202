import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from './fail.mjs';

const besideTheRepository = fileURLToPath(new URL('../../shared', import.meta.url));

/** The folder with the files that are too large, or too little licensed, for the repository: the option, the environment or the default. */
export function dataFolder(option) {
  return resolve(option ?? process.env.TABULYST_BENCH_DATA ?? besideTheRepository);
}

/** A path inside the data folder. Ends the process when it is absent. */
export function dataPath(option, ...parts) {
  const path = join(dataFolder(option), ...parts);
  if (existsSync(path)) return path;
  return fail(`There is no ${path}: name the folder that holds ${join(...parts)} with --data DIR or TABULYST_BENCH_DATA.`);
}
