import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createRandom } from './random.mjs';

/** Made-up wide tables, always the same ones, by name. */
export const wideTables = {
  /** 1,000 columns of numbers, categories, dates and blanks in turn. */
  'wide, 1,000 x 1,000': { rows: 1000, columns: 1000, cell: wideCell },
  /** Answers to 137 questions, each asked of a few people: 9 of 10 cells are blank. */
  'survey, 28,000 x 137': { rows: 28_000, columns: 137, cell: surveyCell },
};

/** Writes a table unless the file is there already. */
export async function writeWideTable(path, { rows, columns, cell }) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const random = createRandom(11);
  const file = createWriteStream(`${path}.part`);
  const names = Array.from({ length: columns }, (_, column) => `question ${column + 1}`);
  file.write(`${names.join(',')}\n`);
  for (let row = 0; row < rows; row++) {
    const line = names.map((_, column) => cell(random, column, row)).join(',');
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  renameSync(`${path}.part`, path);
}

function wideCell({ normal, below, chance }, column) {
  if (chance(0.05)) return '';
  if (column % 5 === 4) return `2024-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
  if (column % 5 === 3) return `answer ${below(2 + (column % 40))}`;
  return column % 5 === 2 ? below(1000) : normal().toFixed(4);
}

function surveyCell({ below, chance, oneOf }, column, row) {
  if (column === 0) return row + 1;
  if (column < 10) return oneOf(['yes', 'no', 'unsure']);
  // Each tenth of the people is asked one block of questions.
  if (row % 10 !== column % 10 || chance(0.1)) return '';
  return column % 3 === 0 ? 1 + below(5) : column % 3 === 1 ? oneOf(['never', 'rarely', 'often', 'always']) : below(100);
}
