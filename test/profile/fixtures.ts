import { readCsv } from '../../src/ingest/read-csv.js';
import { profileTable } from '../../src/profile/profile-table.js';
import type { Profile, ProfileOptions } from '../../src/profile/types.js';

/** Profiles a file of `samples/`. */
export async function profileSample(file: string, options?: ProfileOptions): Promise<Profile> {
  return profileTable(await readCsv({ path: `samples/${file}` }), options);
}

/** Profiles CSV text. */
export async function profileText(text: string, options?: ProfileOptions): Promise<Profile> {
  return profileTable(await readCsv({ text }), options);
}

/** CSV text of columns given by name. */
export function csvOf(columns: Readonly<Record<string, readonly (string | number)[]>>): string {
  const names = Object.keys(columns);
  const rows = Array.from({ length: columns[names[0]!]!.length }, (_, row) => names.map((name) => columns[name]![row]).join(','));
  return `${[names.join(','), ...rows].join('\n')}\n`;
}
