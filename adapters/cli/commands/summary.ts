import {
  loadModel,
  profileTable,
  renderSummary,
  summarize,
  summaryFormats,
  summaryLengths,
  summaryStyles,
  transformerWriter,
} from 'tabulyst';
import type { Command } from '../command.js';
import { readInput } from '../open-input.js';
import { choiceOption, textOption } from '../option-values.js';
import { wrapText } from '../wrap-text.js';

/** `tabulyst summary`: the table, and the model when given, in plain words. */
export const summaryCommand: Command = {
  name: 'summary',
  positionals: ['FILE'],
  help: 'Say in plain words what the data shows, and how good a model is',
  options: {
    model: { type: 'string', value: 'MODEL', help: 'a model trained on this table' },
    target: { type: 'string', value: 'T', help: "the column of interest (default: the model's, or the likeliest one)" },
    style: { type: 'string', value: 'S', help: 'plain (default), executive or technical' },
    length: { type: 'string', value: 'L', help: 'short, medium (default) or long' },
    format: { type: 'string', value: 'F', help: 'text (default), markdown or html' },
    writer: { type: 'string', value: 'W', help: 'template (default), or transformer: a language model on this machine' },
    json: { type: 'boolean', help: 'write the summary with its facts as JSON' },
  },
  reads: 'table',
  async run([file = ''], options, terminal) {
    const modelFile = textOption(options, 'model');
    const asked = textOption(options, 'target');
    const wanted = {
      style: choiceOption(options, 'style', summaryStyles),
      length: choiceOption(options, 'length', summaryLengths),
      signal: terminal.signal,
    };
    const format = choiceOption(options, 'format', summaryFormats) ?? 'text';
    const writer =
      choiceOption(options, 'writer', ['template', 'transformer']) === 'transformer' ? transformerWriter() : undefined;
    try {
      // What may be missing is missed before the table is read.
      await writer?.load();
      const model = modelFile === undefined ? undefined : await loadModel(modelFile);
      const { table, schema } = await readInput(file, options, terminal);
      const profile = await profileTable(table, {
        target: asked ?? model?.target.column,
        schema,
        signal: terminal.signal,
        onProgress: terminal.onProgress,
      });
      const summary = await summarize({ profile, model }, { ...wanted, writer });
      if (options.json === true) terminal.print(`${JSON.stringify(summary, null, 2)}\n`);
      else terminal.print(format === 'text' ? `${wrapText(summary.text)}\n` : renderSummary(summary, format));
    } finally {
      await writer?.dispose();
    }
  },
};
