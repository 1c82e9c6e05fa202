import { convertCsv, readJson } from 'tabulyst';
import type { Command } from '../command.js';
import { openInput } from '../open-input.js';
import { tableToCsv } from '../table-to-csv.js';
import { requiredOption } from '../option-values.js';
import { expectWritable, refuseSameFile, writeOutput } from '../write-output.js';

/** `tabulyst convert`: the table as it was read. */
export const convertCommand: Command = {
  name: 'convert',
  positionals: ['FILE'],
  help: 'Write the table as it was read: plain CSV in UTF-8, cells as in the file',
  options: { out: { type: 'string', value: 'CLEAN.csv', help: 'where to (required)' } },
  async run([file = ''], options, { signal }) {
    const out = requiredOption(options, 'out', 'CLEAN.csv');
    refuseSameFile(file, out);
    expectWritable(out);
    const { source, kind } = await openInput(file, signal);
    const pieces = kind === 'json' ? tableToCsv(await readJson(source, { signal })) : convertCsv(source, { signal });
    await writeOutput(out, pieces, signal);
  },
};
