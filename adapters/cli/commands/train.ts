import { metricNames, saveModel, trainModel } from 'tabulyst';
import type { Command } from '../command.js';
import { noteWarnings } from '../describe-reading.js';
import { readInput } from '../open-input.js';
import { choiceOption, numberOption, requiredOption, splitOption, taskOption, textOption } from '../option-values.js';
import { renderTraining } from '../render-training.js';
import { expectWritable, refuseSameFile } from '../write-output.js';

/** `tabulyst train`: a model from a table. */
export const trainCommand: Command = {
  name: 'train',
  positionals: ['FILE'],
  help: 'Train a model, score it on rows that chose nothing, and save it',
  options: {
    out: { type: 'string', value: 'MODEL', help: 'where to save the model (required)' },
    target: { type: 'string', value: 'T', help: 'the column to predict (default: the likeliest one)' },
    task: { type: 'string', value: 'K', help: 'classification or regression (default: by the target)' },
    leakage: { type: 'string', value: 'POLICY', help: 'exclude or keep columns that give the answer away' },
    split: { type: 'string', value: 'S', help: 'random, time:COLUMN (test on the latest rows) or group:COLUMN' },
    weight: { type: 'string', value: 'COL', help: 'column of numbers from 0 up that says how much each row counts' },
    metric: { type: 'string', value: 'NAME', help: 'what to compare by, as accuracy, f1, rocAuc, mae (default: the loss)' },
    threshold: { type: 'string', value: 'P', help: 'probability from which on the rarer of two classes is given' },
    algorithm: { type: 'string', value: 'NAME', help: 'only this one (default: the best of all)' },
    seconds: { type: 'string', value: 'N', help: 'time budget, 0 for none (default: 60)' },
    seed: { type: 'string', value: 'N', help: 'seed of everything random (default: 0)' },
    json: { type: 'boolean', help: 'target, dropped columns and report as JSON on standard output' },
  },
  reads: 'table',
  async run([file = ''], options, terminal) {
    const out = requiredOption(options, 'out', 'MODEL');
    refuseSameFile(file, out);
    expectWritable(out);
    const trainOptions = {
      target: textOption(options, 'target'),
      task: taskOption(options),
      leakage: choiceOption(options, 'leakage', ['exclude', 'keep']),
      split: splitOption(options),
      weight: textOption(options, 'weight'),
      metric: choiceOption(options, 'metric', metricNames),
      threshold: numberOption(options, 'threshold', { least: 0, whole: false }),
      algorithm: textOption(options, 'algorithm'),
      seconds: numberOption(options, 'seconds', { least: 0, whole: false }),
      seed: numberOption(options, 'seed', { least: 0, whole: true }),
      signal: terminal.signal,
      onProgress: terminal.onProgress,
    };
    const { table, schema } = await readInput(file, options, terminal);
    const model = await trainModel(table, { ...trainOptions, schema });
    await saveModel(model, out);
    noteWarnings(table.source.warnings, terminal);
    const { task, target, dropped, threshold, report } = model;
    terminal.print(
      options['json'] ? `${JSON.stringify({ out, task, target, dropped, threshold, report })}\n` : renderTraining(model, out),
    );
  },
};
