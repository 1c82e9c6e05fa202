import { loadModel, predictionsToCsv, predictStream, readRows } from 'tabulyst';
import type { Model, Row, SourceWarning, TableSource } from 'tabulyst';
import type { Command, Terminal } from '../command.js';
import { noteWarnings } from '../describe-reading.js';
import { openInput, refuseCsvOptions } from '../open-input.js';
import { writtenOptionValues } from '../reading-options.js';
import { requiredOption } from '../option-values.js';
import { expectWritable, refuseSameFile, writeOutput } from '../write-output.js';

/** `tabulyst predict`: one prediction per row, streamed, whatever the file's size. */
export const predictCommand: Command = {
  name: 'predict',
  positionals: ['MODEL', 'FILE'],
  help: 'Predict for every row of a file, in order',
  options: {
    out: { type: 'string', value: 'PRED.csv', help: 'where to (required)' },
    explain: { type: 'boolean', help: 'a last column with what contributed most to each answer' },
  },
  reads: 'rows',
  async run([modelFile = '', file = ''], options, terminal) {
    const out = requiredOption(options, 'out', 'PRED.csv');
    refuseSameFile(file, out);
    refuseSameFile(modelFile, out);
    expectWritable(out);
    const explain = options['explain'] === true;
    const model = await loadModel(modelFile);
    const { signal } = terminal;
    const { source, kind } = await openInput(file, signal);
    if (kind === 'json') refuseCsvOptions(file, options);
    let warnings: readonly SourceWarning[] = [];
    const onSource = (account: TableSource) => (warnings = account.warnings);
    const rows = readRows(source, { ...writtenOptionValues(options), signal, onSource });
    const predictions = predictStream(model, namingAbsentColumns(model, rows, terminal), { explain, signal });
    await writeOutput(out, predictionsToCsv(model, predictions, { explain }), signal);
    noteWarnings(warnings, terminal);
  },
};

/** Passes rows on; says once which columns the first one lacks. */
async function* namingAbsentColumns(model: Model, rows: AsyncIterable<Row>, terminal: Terminal): AsyncGenerator<Row> {
  let first = true;
  for await (const row of rows) {
    if (first) {
      const absent = model.inputs.map((input) => input.name).filter((name) => !Object.hasOwn(row, name));
      if (absent.length > 0)
        terminal.note(
          `tabulyst: warning: the file lacks ${absent.map((name) => JSON.stringify(name)).join(', ')}; taken as missing`,
        );
    }
    first = false;
    yield row;
  }
}
