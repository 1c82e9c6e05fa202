import { isTabulystError, modelCard, profileTable, saveModel, summarize, trainModel } from 'tabulyst';
import type { Model, Profile, Table, Task } from 'tabulyst';
import { rm } from 'node:fs/promises';
import type { Command, Terminal } from '../command.js';
import { renderReport } from '../html-report/render-report.js';
import { readInput } from '../open-input.js';
import { taskOption, textOption } from '../option-values.js';
import { wrapText } from '../wrap-text.js';
import { inFolder, makeFolder, writeOutput } from '../write-output.js';

/** `tabulyst analyze`: profile, train and summarise in one go. */
export const analyzeCommand: Command = {
  name: 'analyze',
  positionals: ['FILE'],
  help: 'Profile, train and summarise, into files',
  options: {
    target: { type: 'string', value: 'T', help: 'the column to predict (default: the likeliest one)' },
    task: { type: 'string', value: 'K', help: 'classification or regression (default: by the target)' },
    out: { type: 'string', value: 'DIR', help: 'the folder to write into (default: tabulyst-report)' },
  },
  reads: 'table',
  async run([file = ''], options, terminal) {
    const folder = textOption(options, 'out') ?? 'tabulyst-report';
    const asked = { target: textOption(options, 'target'), task: taskOption(options) };
    const { table, schema } = await readInput(file, options, terminal);
    makeFolder(folder);
    const profile = await profileTable(table, {
      ...asked,
      schema,
      signal: terminal.signal,
      onProgress: terminal.onProgress,
    });
    const model = await trainIfPossible(table, profile, asked.target !== undefined, asked.task, terminal);
    const summary = await summarize(model === null ? { profile } : { profile, model });

    const written = {
      report: inFolder(folder, 'report.html'),
      model: inFolder(folder, 'model.json'),
      card: inFolder(folder, 'model-card.md'),
      summary: inFolder(folder, 'summary.txt'),
    };
    await writeOutput(written.report, [renderReport({ profile, model, summary })], terminal.signal);
    await writeOutput(written.summary, [`${wrapText(summary.text)}\n`], terminal.signal);
    const ofModel = [written.model, written.card];
    // Those of an earlier run would not belong to this report.
    if (model === null) await Promise.all(ofModel.map((path) => rm(path, { force: true })));
    else {
      await saveModel(model, written.model);
      await writeOutput(written.card, [modelCard(model)], terminal.signal);
    }
    const files = [written.report, ...(model === null ? [] : ofModel), written.summary];
    terminal.print(`${wrapText(summary.text)}\n\nWritten: ${files.join(', ')}\n`);
  },
};

/** A target that was asked for must work; one that was only inferred may turn out not to, and then that is said. */
async function trainIfPossible(
  table: Table,
  profile: Profile,
  asked: boolean,
  task: Task | undefined,
  terminal: Terminal,
): Promise<Model | null> {
  if (profile.target === null) {
    terminal.note('tabulyst: no column is a plausible target, so no model was trained; name one with --target');
    return null;
  }
  try {
    return await trainModel(table, {
      target: profile.target.column,
      task: task ?? profile.target.task,
      schema: profile.schema,
      signal: terminal.signal,
      onProgress: terminal.onProgress,
    });
  } catch (error) {
    if (asked || !isTabulystError(error) || !error.code.startsWith('TRAIN_')) throw error;
    terminal.note(`tabulyst: no model was trained: ${error.message}`);
    return null;
  }
}
