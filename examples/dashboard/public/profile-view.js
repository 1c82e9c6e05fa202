import { barChart, heatMap, histogramChart, measureWords } from './charts.js';
import { columnCard } from './column-card.js';
import { element, fill } from './element.js';
import { empty, limited, loading, panel, problem } from './feedback.js';
import { count, percent, plural } from './format.js';
import { kindsPanel, scatterPanel } from './kinds-panel.js';
import { missingPanel } from './missing-panel.js';
import { loadProfile, readingOf } from './state.js';
import { unusualRowsPanel } from './unusual-rows-panel.js';

const findingsAtOnce = 6;
const cardsAtOnce = 12;
const relationsShown = 9;
const heatMapColumns = 14;
const classesShown = 9;

/** Step 3: what the table looks like, findings first, seen from a target. */
export function createProfileView(app) {
  const body = element('div', {});
  const picker = element('div', { class: 'picker' });
  const root = element('div', {}, element('h2', {}, 'Profile'), picker, body);
  let shown = null;

  async function show() {
    const session = app.state.get('session');
    const { schema } = session;
    const target = app.state.get('target');
    const key = `${readingOf(session)} ${target ?? ''}`;
    if (shown === key) return;
    shown = key;
    showPicker(schema, target ?? schema.target.column, schema.target.reason);
    fill(body, loading('Looking at every column…', { lines: 6 }));
    try {
      const profile = await loadProfile(session, target);
      if (shown !== key) return;
      if (profile.target) showPicker(schema, profile.target.column, profile.target.reason);
      fill(body, parts(profile));
    } catch (error) {
      if (shown !== key) return;
      shown = null;
      fill(body, problem(error, { title: 'The profile could not be made', retry: () => void show() }));
    }
  }

  function showPicker(schema, target, reason) {
    const select = element(
      'select',
      {
        id: 'profile-target',
        onchange: () => {
          app.state.set({ target: select.value });
          void show();
        },
      },
      target === null ? element('option', { value: '', selected: true, disabled: true }, 'Choose a column') : null,
      schema.columns.map(({ name }) => element('option', { value: name, selected: name === target }, name)),
    );
    const focused = picker.contains(document.activeElement);
    fill(
      picker,
      element('label', { class: 'field' }, element('span', { class: 'field-label' }, 'Column to predict'), select),
      element('p', { class: 'muted' }, reason),
    );
    if (focused) select.focus();
  }

  const parts = (profile) => [
    findings(profile),
    profile.target ? element('div', { class: 'columns-2' }, targetPanel(profile), relationsPanel(profile)) : noTargetPanel(),
    element(
      'div',
      { class: 'columns-2' },
      kindsPanel(profile),
      scatterPanel(profile),
      heatMapPanel(profile),
      missingPanel(profile),
      unusualRowsPanel(profile),
    ),
    columnPanel(profile),
    element(
      'div',
      { class: 'next' },
      element('button', { type: 'button', class: 'button button-main', onclick: () => app.go('train') }, 'Continue to training'),
    ),
  ];

  return { root, enter: () => void show() };
}

const severityWords = { high: 'Important', medium: 'Check', low: 'Note' };

/** One finding of a profile: how serious, what, and what to do. */
export function findingItem({ severity, sentence, suggestion }) {
  return element(
    'li',
    { class: `finding finding-${severity}` },
    element('span', { class: `chip chip-${severity}` }, severityWords[severity]),
    element('div', {}, element('p', {}, sentence), suggestion ? element('p', { class: 'muted' }, suggestion) : null),
  );
}

function findings({ findings: found, duplicateRows, rowCount }) {
  const lead = `${plural(rowCount, 'row')} read${duplicateRows > 0 ? `, ${plural(duplicateRows, 'repeats an earlier one', 'repeat an earlier one')}` : ''}.`;
  if (found.length === 0) return panel('Findings', { lead }, empty('Nothing stands out. The table looks clean.'));
  const list = element('ul', { class: 'findings' });
  return panel(
    'Findings',
    { lead },
    limited(found, { limit: findingsAtOnce, container: list, show: findingItem, noun: 'finding' }),
  );
}

const noTargetPanel = () =>
  panel(
    'Column to predict',
    {},
    empty('No column is chosen. Pick one above to see what it holds and how the others relate to it.'),
  );

function targetPanel({ target, columns }) {
  const missing = target.missing > 0 ? ` ${plural(target.missing, 'row has', 'rows have')} no value.` : '';
  if (target.classes) {
    const items = target.classes
      .slice(0, classesShown)
      .map(({ value, count: rows, share }) => ({ name: value, value: share, text: `${percent(share)} (${count(rows)})` }));
    const rest = target.classes.length > classesShown ? ` The ${classesShown} most frequent ones are shown.` : '';
    const lead = `${plural(target.classes.length, 'class', 'classes')}, ${balanceWords(target.balance)}.${rest}${missing}`;
    return panel(`What ${target.column} holds`, { lead }, barChart(`How often each value of ${target.column} occurs`, items));
  }
  const column = columns.find(({ name }) => name === target.column);
  const chart = column?.histogram
    ? histogramChart(`Distribution of ${target.column}`, column.histogram, {
        height: 240,
        axes: true,
        asDate: column.type === 'datetime',
      })
    : empty('There are no values to draw.');
  return panel(`What ${target.column} holds`, { lead: `A number to predict.${missing}` }, chart);
}

function balanceWords(balance) {
  if (balance === null) return 'balance unknown';
  if (balance > 0.98) return 'evenly spread';
  return balance > 0.7 ? 'somewhat uneven' : 'very uneven';
}

function relationsPanel({ target }) {
  const relations = target.relations.filter(({ value }) => value !== null);
  if (relations.length === 0) return panel('What goes with it', {}, empty('No relation to the chosen column could be measured.'));
  const items = relations.slice(0, relationsShown).map(({ columns, value, measure }) => ({
    name: columns.find((name) => name !== target.column) ?? columns[0],
    value: Math.abs(value),
    text: value.toFixed(2),
    color: (look) => (value < 0 ? look.warm : look.colors[0]),
    measure,
  }));
  const falls = items.some(({ value, text }) => value > 0 && text.startsWith('-'))
    ? ' Orange: one falls as the other rises.'
    : '';
  const measures = [...new Set(items.map(({ measure }) => measureWords[measure]))].join('; ');
  return panel(
    `What goes with ${target.column}`,
    { lead: `Strongest first. 0 is no relation, 1 the closest there is (${measures}).${falls}` },
    barChart(`Columns related to ${target.column}`, items, { max: 1 }),
  );
}

function columnPanel({ columns, target }) {
  const cards = element('div', { class: 'cards' });
  return panel(
    'Every column',
    {},
    limited(columns, { limit: cardsAtOnce, container: cards, show: (column) => columnCard(column, target), noun: 'column' }),
  );
}

function heatMapPanel({ associations }) {
  const pairs = associations.pairs.filter(({ value }) => value !== null);
  const names = [...new Set(pairs.flatMap(({ columns }) => columns))].slice(0, heatMapColumns);
  if (names.length < 2) return panel('How columns relate', {}, empty('There are too few related columns to compare.'));
  const order = names.length === heatMapColumns ? ` The ${heatMapColumns} most related columns are shown.` : '';
  return panel(
    'How columns relate',
    { lead: `The stronger the colour, the closer. Point at a square for its figure.${order}` },
    heatMap('Relations between columns', names, pairs),
  );
}
