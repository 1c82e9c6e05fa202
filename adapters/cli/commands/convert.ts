import { convertCsv } from 'tabulyst';
import type { Command } from '../command.js';
import { openInput } from '../open-input.js';
import { requiredOption } from '../option-values.js';
import { refuseSameFile, writeOutput } from '../write-output.js';

/** `tabulyst convert`: the table as it was read. */
export const convertCommand: Command = {
  name: 'convert',
  positionals: ['FILE'],
  help: 'Write a CSV file as it was read: RFC 4180, UTF-8, header first, cells as in the file',
  options: { out: { type: 'string', value: 'CLEAN.csv', help: 'where to (required)' } },
  async run([file = ''], options, { signal }) {
    const out = requiredOption(options, 'out', 'CLEAN.csv');
    refuseSameFile(file, out);
    await writeOutput(out, convertCsv(openInput(file), { signal }), signal);
  },
};
