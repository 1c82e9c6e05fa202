import { convertCsv, readJson } from 'tabulyst';
import type { Command } from '../command.js';
import { openInput, refuseCsvOptions } from '../open-input.js';
import { readingOptionValues } from '../reading-options.js';
import { tableToCsv } from '../table-to-csv.js';
import { requiredOption } from '../option-values.js';
import { expectWritable, refuseSameFile, writeOutput } from '../write-output.js';

/** `tabulyst convert`: the table as it was read. */
export const convertCommand: Command = {
  name: 'convert',
  positionals: ['FILE'],
  help: 'Write the table as it was read: plain CSV in UTF-8, cells as in the file',
  options: { out: { type: 'string', value: 'CLEAN.csv', help: 'where to (required)' } },
  reads: 'table',
  async run([file = ''], options, { signal }) {
    const out = requiredOption(options, 'out', 'CLEAN.csv');
    refuseSameFile(file, out);
    expectWritable(out);
    const { source, kind } = await openInput(file, signal);
    if (kind === 'json') refuseCsvOptions(file, options);
    const asked = { ...readingOptionValues(options), signal };
    const pieces = kind === 'json' ? tableToCsv(await readJson(source, asked)) : convertCsv(source, asked);
    await writeOutput(out, pieces, signal);
  },
};
