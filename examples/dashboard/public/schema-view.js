import { columnTable } from './column-table.js';
import { element, fill } from './element.js';
import { dataTable, empty, panel } from './feedback.js';
import { bytes, count, plural } from './format.js';
import { createPending } from './pending-choices.js';
import { readingPanel } from './reading-panel.js';
import { createRereadBar } from './reread-bar.js';
import { readingOf } from './state.js';

const previewColumns = 50;

/** Step 2: what was read: how, the first rows, and what every column means; types and doubtful readings can be changed. */
export function createSchemaView(app) {
  const page = element('div', {});
  const bar = createRereadBar({ onRead, onUndo: undo, onBusy: setBusy });
  const root = element('div', {}, page, bar.root);
  let shown = null;

  function show(session) {
    const pending = createPending(session);
    const onChange = () => bar.offer(session, pending);
    shown = readingOf(session);
    fill(
      page,
      element('h2', {}, session.name ?? 'Your table'),
      element('p', { class: 'lead' }, facts(session)),
      readingPanel(session, pending, onChange),
      panel('First rows', { lead: previewLead(session) }, preview(session)),
      panel(
        'Columns',
        { lead: 'What each column means, and how that was decided. Choose another type where you know better.' },
        columnTable(session.schema.columns, pending, onChange),
      ),
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

  function onRead(session) {
    // Another table may have been opened meanwhile.
    if (app.state.get('session')?.session !== session.session) return;
    const target = app.state.get('target');
    const hasTarget = session.schema.columns.some(({ name }) => name === target);
    app.state.set({ session, target: hasTarget ? target : null });
    show(session);
    const model = app.state.get('model');
    bar.tell(
      `The file was read again.${model ? ' The model that you trained stays as it is; train again to use the changes.' : ''}`,
    );
  }

  function undo() {
    const { activeElement } = document;
    bar.hide();
    show(app.state.get('session'));
    if (!document.contains(activeElement)) page.querySelector('select, input')?.focus({ preventScroll: true });
  }

  function setBusy(busy) {
    for (const control of page.querySelectorAll('select, input, button')) control.disabled = busy;
  }

  return {
    root,
    enter() {
      const session = app.state.get('session');
      if (shown === readingOf(session)) return;
      bar.hide();
      show(session);
    },
  };
}

function facts({ rowCount, columnCount, bytes: size, source }) {
  const kind = [source.kind.toUpperCase(), source.gzip ? 'gzipped' : null].filter(Boolean).join(', ');
  return `${plural(rowCount, 'row')} and ${plural(columnCount, 'column')} · ${bytes(size)} · ${kind}`;
}

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
