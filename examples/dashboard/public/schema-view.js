import { breakable, element, fill } from './element.js';
import { dataTable, empty, limited, notice, panel } from './feedback.js';
import { bytes, count, day, none, percent, plural, rangeText } from './format.js';

const columnsAtOnce = 60;
const previewColumns = 50;

/** Step 2: what was read: first rows, and what every column means. */
export function createSchemaView(app) {
  const root = element('div', {});
  let shown = null;

  function show(session) {
    const { schema } = session;
    fill(
      root,
      element('h2', {}, session.name ?? 'Your table'),
      element('p', { class: 'lead' }, facts(session)),
      schema.warnings.length > 0
        ? notice('medium', 'Worth knowing about the file', element('ul', {}, schema.warnings.map(warningItem)))
        : null,
      panel('First rows', { lead: previewLead(session) }, preview(session)),
      panel('Columns', { lead: 'What each column means, and how that was decided.' }, columnTable(schema.columns)),
      element(
        'div',
        { class: 'next' },
        session.rowCount > 0
          ? element(
              'button',
              { type: 'button', class: 'button button-main', onclick: () => app.go('profile') },
              'Continue to the profile',
            )
          : empty('There are no rows to profile or learn from. Upload a file with rows below its header.'),
      ),
    );
  }

  return {
    root,
    enter() {
      const session = app.state.get('session');
      if (shown === session.session) return;
      shown = session.session;
      show(session);
    },
  };
}

const delimiterNames = new Map([
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
]);

function facts({ rowCount, columnCount, bytes: size, source }) {
  const delimiter = source.dialect
    ? `${delimiterNames.get(source.dialect.delimiter) ?? `“${source.dialect.delimiter}”`}-separated`
    : null;
  const kind = [source.kind.toUpperCase(), delimiter, source.gzip ? 'gzipped' : null].filter(Boolean).join(', ');
  return `${plural(rowCount, 'row')} and ${plural(columnCount, 'column')} · ${bytes(size)} · ${kind}`;
}

const warningItem = ({ message, count: times, line }) =>
  element('li', {}, message, times > 1 || line !== null ? element('span', { class: 'muted' }, warningPlace(times, line)) : null);

const warningPlace = (times, line) =>
  ` (${[times > 1 ? `${count(times)} times` : null, line === null ? null : `first on line ${count(line)}`].filter(Boolean).join(', ')})`;

const previewLead = ({ preview: rows, columnCount }) =>
  columnCount > previewColumns
    ? `The first ${plural(rows.length, 'row')} and ${previewColumns} of ${count(columnCount)} columns, as they stand in the file.`
    : `The first ${plural(rows.length, 'row')}, as they stand in the file.`;

function preview({ preview: rows, schema }) {
  if (rows.length === 0) return empty('The file has no rows.');
  const columns = schema.columns.slice(0, previewColumns);
  return dataTable({
    caption: 'First rows of the table',
    className: 'cells',
    head: columns.map(({ name }) => name),
    rows: rows.map((row) => columns.map((column, index) => cell(row[index], column))),
  });
}

const cell = (text, { type }) =>
  text === null
    ? element('span', { class: 'missing' }, 'missing')
    : element('span', { class: type === 'numerical' ? 'cell number' : 'cell', title: text.length > 30 ? text : null }, text);

function columnTable(columns) {
  const body = element('tbody', {});
  const table = element(
    'table',
    { class: 'stacking' },
    element('caption', { class: 'visually-hidden' }, 'Columns of the table'),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ['Column', 'Type', 'Why', 'Missing', 'Distinct', 'Values', 'Notes'].map((name) => element('th', { scope: 'col' }, name)),
      ),
    ),
    body,
  );
  const [, more] = limited(columns, { limit: columnsAtOnce, container: body, show: columnRow, noun: 'columns' });
  return [table, more];
}

function columnRow(column) {
  const cells = [
    ['Type', element('span', { class: `type type-${column.type}` }, column.type)],
    ['Why', element('span', { class: 'muted' }, withoutType(column))],
    ['Missing', column.missing === 0 ? 'none' : `${count(column.missing)} (${percent(column.missingFraction)})`],
    ['Distinct', count(column.distinct)],
    ['Values', range(column)],
    ['Notes', notes(column)],
  ];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, breakable(column.name)),
    cells.map(([label, content]) => element('td', { 'data-label': label, 'data-empty': content === none }, content)),
  );
}

/** The reason without the type in front, which has a column of its own. */
const withoutType = ({ type, reason }) => (reason.startsWith(`${type}: `) ? reason.slice(type.length + 2) : reason);

function range({ type, min, max, examples }) {
  if (min !== null && max !== null) return type === 'datetime' ? `${day(min)} to ${day(max)}` : rangeText({ min, max });
  if (examples.length === 0) return none;
  return element('span', { class: 'clamp', title: examples.join(', ') }, examples.join(', '));
}

function notes({ flags, semantic }) {
  const texts = flags.map(({ severity, sentence, code, suggestion }) =>
    element('span', { class: `chip chip-${severity}`, title: `${sentence} ${suggestion}` }, flagWords(code)),
  );
  if (semantic && !flags.some(({ code }) => flagWords(code) === flagWords(semantic)))
    texts.push(element('span', { class: 'chip chip-low' }, flagWords(semantic)));
  return texts.length > 0 ? element('span', { class: 'chips' }, texts) : none;
}

const flagWords = (code) => code.toLowerCase().replace(/[_-]+/g, ' ');
