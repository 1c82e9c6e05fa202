import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A file that readers are tried on. */
export interface FixtureFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Every CSV file that comes with the tests, and the samples. */
export function fixtureFiles(): FixtureFile[] {
  const vectors = join(import.meta.dirname, 'vectors');
  const folders = readdirSync(vectors).map((name) => join(vectors, name));
  return [...folders.filter((folder) => statSync(folder).isDirectory()), join(root, 'samples')].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.csv'))
      .map((file) => join(folder, file))
      .map((path) => ({ name: `${basename(folder)}/${basename(path)}`, path, bytes: readFileSync(path) })),
  );
}
