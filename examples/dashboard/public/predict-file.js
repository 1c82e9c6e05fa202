import * as api from './api.js';
import { parseHead, parseRows } from './csv.js';
import { element, fill } from './element.js';
import { dataTable, panel, problem, progressBar } from './feedback.js';
import { bytes, count, figure, none, percent, plural } from './format.js';

const rowsShown = 200;
const inputColumnsShown = 6;
/** Enough of a file's start to hold the rows shown. */
const headBytes = 1 << 20;

/** Scores a whole file as a stream: progress, the first rows, and everything as a download. */
export function predictFilePanel(model) {
  const place = element('div', { class: 'file-result', 'aria-live': 'polite' });
  const input = element('input', {
    type: 'file',
    id: 'predict-file',
    class: 'visually-hidden',
    tabindex: -1,
    accept: '.csv,.tsv,.txt,.ndjson,.jsonl,.gz',
    onchange: () => {
      if (input.files.length > 0) void score(input.files[0]);
      input.value = '';
    },
  });
  const choose = element(
    'button',
    { type: 'button', class: 'button button-main', onclick: () => input.click() },
    'Choose a file',
  );
  const explain = element('input', { type: 'checkbox', id: 'predict-explain' });
  let address = null;

  async function score(file) {
    const stop = new AbortController();
    const bar = progressBar('Scoring');
    const told = element('p', { class: 'muted', role: 'status' }, `Sending ${file.name}…`);
    bar.set(null);
    choose.disabled = true;
    fill(place, bar.node, told, element('button', { type: 'button', class: 'button', onclick: () => stop.abort() }, 'Cancel'));
    try {
      const onBytes = (received) => (told.textContent = `${bytes(received)} of predictions received…`);
      const { blob, lines } = await collect(
        await api.predictFile(model.model, file, { explain: explain.checked, signal: stop.signal }),
        onBytes,
      );
      if (address) window.URL.revokeObjectURL(address);
      address = window.URL.createObjectURL(blob);
      const [predicted, given] = await Promise.all([firstRows(blob), inputHead(file, model)]);
      fill(place, result({ file, predicted, given, total: lines - 1, address, task: model.task }));
    } catch (error) {
      if (error.name === 'AbortError') fill(place, element('p', { class: 'empty' }, 'Scoring was cancelled.'));
      else fill(place, problem(error, { title: `${file.name} could not be scored`, retry: () => void score(file) }));
    }
    choose.disabled = false;
  }

  return panel(
    'A whole file',
    {
      lead: 'A CSV or NDJSON file with the same columns gets a prediction for every row. Files of any size are scored as a stream and not kept.',
      actions: [element('label', { class: 'check', for: 'predict-explain' }, explain, 'Say why for each row'), choose],
    },
    input,
    place,
  );
}

const broken = 'A row further down may be unreadable, or the server stopped. Check the file, then try again.';

/** Reads a stream to its end: the bytes as a blob and the number of lines (predictions hold no line breaks unless a label does). */
async function collect(stream, onBytes) {
  const reader = stream.getReader();
  const chunks = [];
  let received = 0;
  let lines = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw error.name === 'AbortError' ? error : new api.ApiError('The predictions broke off before the end.', { hint: broken });
    });
    if (done) break;
    chunks.push(value);
    received += value.length;
    for (const byte of value) if (byte === 10) lines++;
    onBytes(received);
  }
  return { blob: new Blob(chunks, { type: 'text/csv' }), lines };
}

async function firstRows(blob) {
  const text = await blob.slice(0, headBytes).text();
  return parseRows(text, { complete: blob.size <= headBytes, limit: rowsShown + 1 });
}

/** The first columns of the file that was scored, to recognise its rows by; null where it is no plain delimited text. */
async function inputHead(file, { inputs }) {
  const text = await file.slice(0, headBytes).text();
  const names = inputs.map(({ name }) => name);
  return parseHead(file.size <= headBytes && !text.endsWith('\n') ? `${text}\n` : text, names, rowsShown);
}

function result({ file, predicted, given, total, address, task }) {
  const [head, ...rows] = predicted;
  const inputs = given ? given.header.slice(0, inputColumnsShown) : [];
  const shownRows = rows.map((cells, index) => [
    count(index + 1),
    ...cells.map((cell, column) => predictedCell(cell, head[column], task)),
    ...inputs.map((_, column) => element('span', { class: 'cell' }, given.rows[index]?.[column] ?? '')),
  ]);
  const lead =
    total > rows.length ? `The first ${count(rows.length)} of ${plural(total, 'row')}.` : `${plural(rows.length, 'row')}.`;
  return [
    element(
      'div',
      { class: 'panel-head' },
      element('p', {}, `${file.name}: ${lead}`),
      element(
        'a',
        { class: 'button button-main', href: address, download: `${file.name.replace(/\.[^.]*$/, '')}-predictions.csv` },
        'Download all predictions',
      ),
    ),
    dataTable({
      caption: 'Predictions',
      className: 'cells predictions',
      head: ['Row', ...head.map(headWords), ...inputs],
      rows: shownRows,
    }),
  ];
}

const probabilityPrefix = 'probability_';

const headNames = new Map([
  ['prediction', 'Prediction'],
  ['confidence', 'Confidence'],
  ['lower', 'From'],
  ['upper', 'To'],
  ['explanation', 'What counted most'],
]);

const headWords = (name) =>
  name.startsWith(probabilityPrefix) ? `Chance of ${name.slice(probabilityPrefix.length)}` : (headNames.get(name) ?? name);

function predictedCell(text, name, task) {
  if (text === '') return none;
  if (name.startsWith(probabilityPrefix) || name === 'confidence') return percent(Number(text));
  if (name === 'prediction') return element('strong', {}, task === 'regression' ? figure(Number(text)) : text);
  return name === 'lower' || name === 'upper' ? figure(Number(text)) : text;
}
