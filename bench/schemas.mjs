// Holds the schemas of real files to what was looked at and approved: node bench/schemas.mjs [--update] [--data DIR]
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dataPath } from './data-folder.mjs';
import { fail } from './fail.mjs';
import { loadLibrary } from './library.mjs';

const golden = fileURLToPath(new URL('schemas', import.meta.url));
const { values: options } = parseArgs({ options: { update: { type: 'boolean', default: false }, data: { type: 'string' } } });
const folder = dataPath(options.data, 'data');
const { readCsv, inferSchema } = await loadLibrary();
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .sort();
if (names.length === 0) fail(`There are no CSV files in ${folder}.`);

mkdirSync(golden, { recursive: true });
const approved = readdirSync(golden).map((name) => name.replace(/\.json$/, '.csv'));
const gone = approved.filter((name) => !names.includes(name)).map((name) => `${name}: approved, but not in ${folder}`);
const changed = [];
for (const name of names) changed.push(...(await compare(name)));
if (options.update) console.log(`Wrote the schemas of ${names.length} files.`);
else if (gone.length + changed.length > 0) fail([...gone, ...changed].join('\n'));
else console.log(`The schemas of ${names.length} files are as approved.`);

/** What differs from the approved schema, as lines; with --update it is written instead. */
async function compare(name) {
  const lines = outline(inferSchema(await readCsv({ path: join(folder, name) })));
  const path = join(golden, name.replace(/\.csv$/, '.json'));
  if (options.update) {
    writeFileSync(path, `[\n${lines.map((line) => `  ${line}`).join(',\n')}\n]\n`);
    return [];
  }
  if (!existsSync(path)) return [`${name}: no schema approved yet; look at it and run with --update`];
  const before = JSON.parse(readFileSync(path, 'utf8')).map((line) => JSON.stringify(line));
  const removed = before.filter((line) => !lines.includes(line)).map((line) => `  - ${line}`);
  const added = lines.filter((line) => !before.includes(line)).map((line) => `  + ${line}`);
  const moved = removed.length + added.length === 0 && before.join() !== lines.join() ? ['  other order'] : [];
  const differences = [...removed, ...added, ...moved];
  return differences.length === 0 ? [] : [`${name}:`, ...differences];
}

/** One line for the table and one per column: what was concluded, and none of the values. */
function outline({ rowCount, target, warnings, columns }) {
  const table = {
    rowCount,
    target: target.column,
    task: target.task,
    warnings: warnings.map(({ code, count, line }) => ({ code, count, line })),
  };
  const lines = columns.map(({ name, type, semantic, missing, distinct, flags }) => ({
    name,
    type,
    semantic,
    missing,
    distinct,
    flags: flags.map(({ code }) => code),
  }));
  return [table, ...lines].map((line) => JSON.stringify(line));
}
