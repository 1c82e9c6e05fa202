import { histogramChart } from './charts.js';
import { element } from './element.js';
import { bars, empty } from './feedback.js';
import { count, day, figureBetween, percent, plural, short } from './format.js';
import { directionWords, gapWords, granularityWords } from './wording.js';

const valuesShown = 5;
/** From here on, the rarest value is no rarity. */
const rareShare = 0.01;

/** One column of a profile: its type, distribution and main figures. */
export function columnCard(column, target) {
  const isTarget = column.name === target?.column;
  return element(
    'article',
    { class: isTarget ? 'card card-target' : 'card' },
    element(
      'header',
      { class: 'card-head' },
      element('h4', { title: column.name }, column.name),
      element('span', { class: `type type-${column.type}` }, isTarget ? 'to predict' : column.type),
    ),
    distribution(column),
    element(
      'dl',
      { class: 'facts' },
      facts(column).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
    ),
  );
}

function distribution({ name, type, histogram, numeric, datetime, top, rest }) {
  const distinct = top.length + (rest?.distinct ?? 0);
  if (histogram) {
    const isDate = type === 'datetime';
    const [first, last] =
      isDate && datetime ? [day(datetime.first), day(datetime.last)] : [numeric?.min, numeric?.max].map(figuresOf(numeric));
    return element(
      'div',
      {},
      histogramChart(`Distribution of ${name}, ${first} to ${last}`, histogram, { asDate: isDate, height: 96 }),
      element('div', { class: 'ends muted', 'aria-hidden': 'true' }, element('span', {}, first), element('span', {}, last)),
    );
  }
  if (top.length === 0) return empty('No values');
  const shown = top.slice(0, valuesShown);
  if (shown[0].count === 1) {
    return element(
      'div',
      {},
      element('p', { class: 'muted small' }, 'Every value occurs once, for example'),
      element(
        'ul',
        { class: 'samples' },
        shown.map(({ value }) => element('li', { title: value }, value)),
      ),
    );
  }
  return element(
    'div',
    {},
    bars(shown.map(({ value, share }) => ({ label: value, share, text: percent(share) }))),
    distinct > shown.length
      ? element(
          'p',
          { class: 'muted small' },
          `and ${plural(distinct - shown.length, 'other value')} (${percent(1 - shown.reduce((sum, { share }) => sum + share, 0))})`,
        )
      : null,
  );
}

function facts({ type, count: present, missing, distinct, rarest, numeric, datetime, text, monotonicity, outliers }) {
  const show = figuresOf(numeric);
  return [
    ['Missing', missing === 0 ? 'none' : `${count(missing)} (${percent(missing / (present + missing))})`],
    ['Distinct', count(distinct)],
    ...(numeric
      ? [
          ['Mean', show(numeric.mean)],
          ['Median', show(numeric.quantiles.p50)],
          ['Middle half', `${show(numeric.quantiles.p25)} to ${show(numeric.quantiles.p75)}`],
        ]
      : []),
    ...(outliers && outliers.tukey.count > 0 ? [['Unusual', plural(outliers.tukey.count, 'value')]] : []),
    ...(datetime ? timeFacts(datetime) : []),
    ...(monotonicity ? [['Row to row', directionWords[monotonicity]]] : []),
    ...(rarest && distinct > valuesShown && rarest.share < rareShare
      ? [['Rarest', `${short(rarest.value)} (${plural(rarest.count, 'cell')})`]]
      : []),
    ...(type === 'text' && text ? [['Length', lengths(text)]] : []),
  ];
}

function timeFacts(datetime) {
  const gaps = gapWords(datetime.gaps);
  return [
    ['Spans', `${plural(Math.round(datetime.spanDays), 'day')}, ${granularityWords[datetime.granularity]}`],
    ...(gaps === null ? [] : [['Without any', gaps]]),
  ];
}

const lengths = ({ minLength, medianLength, maxLength }) =>
  minLength === maxLength
    ? plural(minLength, 'character')
    : `${count(minLength)} to ${plural(maxLength, 'character')}, median ${count(medianLength)}`;

const figuresOf = (numeric) => figureBetween(numeric?.min, numeric?.max);
