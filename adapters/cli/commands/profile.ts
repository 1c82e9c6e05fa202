import { profileTable, summarize } from 'tabulyst';
import type { Command } from '../command.js';
import { renderReport } from '../html-report/render-report.js';
import { readInput } from '../open-input.js';
import { textOption } from '../option-values.js';
import { renderProfile } from '../profile-text/render-profile.js';
import { usageError } from '../usage-error.js';
import { wrapText } from '../wrap-text.js';
import { expectWritable, refuseSameFile, writeOutput } from '../write-output.js';

/** `tabulyst profile`: what the data looks like. */
export const profileCommand: Command = {
  name: 'profile',
  positionals: ['FILE'],
  help: 'Show what every column means, what is odd, and what gives the target away',
  options: {
    target: { type: 'string', value: 'T', help: 'the column to be predicted (default: the likeliest one)' },
    out: { type: 'string', value: 'REPORT.html', help: 'write the report as one HTML file, and show its summary only' },
    json: { type: 'boolean', help: 'the whole profile as JSON on standard output' },
  },
  reads: 'table',
  async run([file = ''], options, terminal) {
    const target = textOption(options, 'target');
    const out = textOption(options, 'out');
    if (out !== undefined) {
      if (!/\.html?$/i.test(out)) throw usageError(`--out ${out} must end in .html: it is the report, as a web page.`);
      refuseSameFile(file, out);
      expectWritable(out);
    }
    const { table, schema } = await readInput(file, options, terminal);
    const profile = await profileTable(table, {
      target,
      schema,
      signal: terminal.signal,
      onProgress: terminal.onProgress,
    });
    if (out === undefined) {
      terminal.print(options['json'] ? `${JSON.stringify(profile)}\n` : renderProfile(profile));
      return;
    }
    const summary = await summarize({ profile });
    await writeOutput(out, [renderReport({ profile, model: null, summary })], terminal.signal);
    terminal.print(options['json'] ? `${JSON.stringify(profile)}\n` : `${wrapText(summary.text)}\n\nWritten: ${out}\n`);
  },
};
