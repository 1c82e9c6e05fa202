import { loadModel, profileTable, summarize } from 'tabulyst';
import type { Command } from '../command.js';
import { readInput } from '../open-input.js';
import { textOption } from '../option-values.js';
import { wrapText } from '../wrap-text.js';

/** `tabulyst summary`: the table, and the model when given, in plain words. */
export const summaryCommand: Command = {
  name: 'summary',
  positionals: ['FILE'],
  help: 'Say in plain words what the data shows, and how good a model is',
  options: {
    model: { type: 'string', value: 'MODEL', help: 'a model trained on this table' },
    target: { type: 'string', value: 'T', help: "the column of interest (default: the model's, or the likeliest one)" },
  },
  reads: 'table',
  async run([file = ''], options, terminal) {
    const modelFile = textOption(options, 'model');
    const asked = textOption(options, 'target');
    const model = modelFile === undefined ? undefined : await loadModel(modelFile);
    const { table, schema } = await readInput(file, options, terminal);
    const target = asked ?? model?.target.column;
    const profile = await profileTable(table, {
      target,
      schema,
      signal: terminal.signal,
      onProgress: terminal.onProgress,
    });
    const { text } = await summarize(model === undefined ? { profile } : { profile, model });
    terminal.print(`${wrapText(text)}\n`);
  },
};
