import { convertCsv, readJson } from 'tabulyst';
import type { SourceWarning, Table } from 'tabulyst';
import type { Command } from '../command.js';
import { noteWarnings } from '../describe-reading.js';
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
  async run([file = ''], options, terminal) {
    const { signal } = terminal;
    const out = requiredOption(options, 'out', 'CLEAN.csv');
    refuseSameFile(file, out);
    expectWritable(out);
    const { source, kind } = await openInput(file, signal);
    if (kind === 'json') refuseCsvOptions(file, options);
    const asked = { ...readingOptionValues(options), signal };
    const warnings: SourceWarning[] = [];
    const pieces =
      kind === 'json'
        ? jsonPieces(await readJson(source, asked), warnings)
        : convertCsv(source, { ...asked, onSource: (account) => warnings.push(...account.warnings) });
    await writeOutput(out, pieces, signal);
    noteWarnings(warnings, terminal);
  },
};

/** Cells are written as they stand, so that doubts about what they mean are none about the output. */
function jsonPieces(table: Table, warnings: SourceWarning[]): Iterable<string> {
  warnings.push(...table.source.warnings.filter(({ code }) => code !== 'CELLS_MISFIT' && code !== 'CELLS_AMBIGUOUS'));
  return tableToCsv(table);
}
