import { element } from './element.js';
import { figure, percent, short } from './format.js';

const partsShown = 6;

/** How a contribution is written, and what it is counted in, by the unit of the explanation. */
const units = {
  probability: {
    show: (value) => `${signed(value * 100, threeDigits)} points`,
    lead: (start, { base, label }) =>
      `${start} the probability of ${label} is ${percent(base)}. Each column adds to it or takes off.`,
  },
  'log-odds': {
    show: (value) => signed(value, threeDigits),
    lead: (start, { base, label }) =>
      `In log-odds: ${start.toLowerCase()} those of ${label} are ${signed(base, threeDigits)}; above 0 it is the likelier answer.`,
  },
  score: {
    show: (value) => signed(value, threeDigits),
    lead: (_start, { label }) => `In the score of ${label}, which is weighed against the scores of the other answers.`,
  },
  target: {
    show: (value) => signed(value, threeDigits),
    lead: (start, { base }) => `${start} the prediction is ${figure(base)}. Each column adds to it or takes off.`,
  },
  'log-target': {
    show: (value) => `× ${threeDigits(Math.exp(value))}`,
    lead: (_start, { base }) => `For a middling row the prediction is ${figure(Math.exp(base))}. Each column multiplies it.`,
  },
};

const threeDigits = (value) => figure(Number(value.toPrecision(3)));

/** "+0.83" or "−0.41", the size as `show` writes it. */
const signed = (value, show) => `${value < 0 ? '−' : '+'}${show(Math.abs(value))}`;

/** How far a column moves answers on average, to two digits and in what {@link unitName} says. */
export function moveText(meanAbsolute, unit) {
  if (unit === 'log-target') return `× ${figure(Math.exp(meanAbsolute))}`;
  return figure(Number((unit === 'probability' ? meanAbsolute * 100 : meanAbsolute).toPrecision(2)));
}

/** What a model's contributions are counted in, in words. */
export function unitName(unit, target) {
  return {
    probability: 'percentage points',
    'log-odds': 'log-odds',
    score: 'score',
    target: `units of ${target}`,
    'log-target': `times ${target}`,
  }[unit];
}

/** What spoke for a prediction and what against it, the strongest first; nothing where the model can't tell. */
export function explanationList(explanation) {
  if (!explanation || explanation.columns.length === 0) return null;
  const { columns, unit, label } = explanation;
  const { show, lead } = units[unit];
  const start = explanation.exact ? 'On average' : 'For a middling row';
  const most = Math.abs(columns[0].contribution) || 1;
  const rest = columns.slice(partsShown).reduce((sum, { contribution }) => sum + contribution, 0);
  const others = columns.length - partsShown;
  return element(
    'section',
    { class: 'parts' },
    element('h4', {}, label === null ? 'What moved this number' : 'What spoke for this answer'),
    element('p', { class: 'muted small' }, lead(start, explanation)),
    element(
      'ul',
      {},
      columns.slice(0, partsShown).map((column) => part(column, most, show)),
    ),
    others > 0
      ? element('p', { class: 'muted small' }, `${others} more ${others === 1 ? 'column' : 'columns'} together: ${show(rest)}`)
      : null,
    explanation.exact
      ? null
      : element('p', { class: 'muted small' }, 'Shared out by a rule, since several models are averaged; the parts add up.'),
  );
}

function part({ column, value, contribution }, most, show) {
  const text = `${column}: ${value ?? 'not known'}`;
  const fill = element('span', { class: contribution < 0 ? 'parts-fill parts-against' : 'parts-fill' });
  fill.style.width = `${(Math.abs(contribution) / most) * 50}%`;
  return element(
    'li',
    {},
    element('span', { class: 'parts-label', title: text }, `${short(column, 40)}: `, element('strong', {}, value ?? 'not known')),
    element('span', { class: 'parts-value' }, show(contribution)),
    element('span', { class: 'parts-track', 'aria-hidden': 'true' }, fill),
  );
}
