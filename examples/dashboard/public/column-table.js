import { breakable, element } from './element.js';
import { limited } from './feedback.js';
import { count, day, none, percent, rangeText } from './format.js';

const columnsAtOnce = 60;
const types = ['numerical', 'categorical', 'datetime', 'boolean', 'text'];

/** What every column means and why, with a choice of its type. `onChange` hears of every choice made in `pending`. */
export function columnTable(columns, pending, onChange) {
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
        ['Column', 'Type', 'Missing', 'Distinct', 'Values', 'Why, and what to know'].map((name) =>
          element('th', { scope: 'col' }, name),
        ),
      ),
    ),
    body,
  );
  const show = (column) => columnRow(column, pending, onChange);
  const [, more] = limited(columns, { limit: columnsAtOnce, container: body, show, noun: 'column' });
  return [table, more];
}

function columnRow(column, pending, onChange) {
  const cells = [
    ['Type', typeCell(column, pending, onChange)],
    ['Missing', column.missing === 0 ? 'none' : `${count(column.missing)} (${percent(column.missingFraction)})`],
    ['Distinct', distinctText(column)],
    ['Values', range(column)],
    ['Why', notes(column)],
  ];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, breakable(column.name)),
    cells.map(([label, content]) => element('td', { 'data-label': label, 'data-empty': content === none }, content)),
  );
}

function typeCell({ name, type, semantic, overridden }, pending, onChange) {
  const select = element(
    'select',
    {
      class: 'type-select',
      'aria-label': `Type of ${name}`,
      'data-column': name,
      onchange: () => {
        pending.setType(name, select.value === '' ? null : select.value);
        onChange();
      },
    },
    types.map((one) => element('option', { value: one, selected: one === type }, one)),
    overridden ? element('option', { value: '' }, 'as found') : null,
  );
  return element(
    'span',
    { class: 'type-cell' },
    select,
    semantic ? element('span', { class: 'chip chip-low' }, semantic.replaceAll('-', ' ')) : null,
    overridden ? element('span', { class: 'muted' }, 'as chosen') : null,
  );
}

/** A count; to three digits where it is an estimate. */
const distinctText = ({ distinct, distinctExact }) =>
  distinctExact ? count(distinct) : `about ${count(Number(distinct.toPrecision(3)))}`;

function range({ type, min, max, examples }) {
  if (min !== null && max !== null) return type === 'datetime' ? `${day(min)} to ${day(max)}` : rangeText({ min, max });
  if (examples.length === 0) return none;
  return element('span', { class: 'clamp', title: examples.join(', ') }, examples.join(', '));
}

function notes(column) {
  return element(
    'span',
    { class: 'column-notes' },
    element('span', { class: 'muted' }, withoutType(column)),
    column.flags.map(({ severity, code, sentence, suggestion }) =>
      element(
        'span',
        { class: 'flag' },
        element('span', { class: `chip chip-${severity}` }, code.toLowerCase().replaceAll('_', ' ')),
        element('span', { class: 'small' }, `${sentence} ${suggestion}`),
      ),
    ),
  );
}

/** The reason without the type in front, which has a column of its own. */
const withoutType = ({ type, reason }) => (reason.startsWith(`${type}: `) ? reason.slice(type.length + 2) : reason);
