import { profileTable } from 'tabulyst';
import type { Command } from '../command.js';
import { readInput } from '../open-input.js';
import { textOption } from '../option-values.js';
import { renderProfile } from '../profile-text/render-profile.js';

/** `tabulyst profile`: what the data looks like. */
export const profileCommand: Command = {
  name: 'profile',
  positionals: ['FILE'],
  help: 'Show what every column means, what is odd, and what gives the target away',
  options: {
    target: { type: 'string', value: 'T', help: 'the column to be predicted (default: the likeliest one)' },
    json: { type: 'boolean', help: 'the whole profile as JSON on standard output' },
  },
  reads: 'table',
  async run([file = ''], options, terminal) {
    const target = textOption(options, 'target');
    const { table, schema } = await readInput(file, options, terminal);
    const profile = await profileTable(table, {
      target,
      schema,
      signal: terminal.signal,
      onProgress: terminal.onProgress,
    });
    terminal.print(options['json'] ? `${JSON.stringify(profile)}\n` : renderProfile(profile));
  },
};
