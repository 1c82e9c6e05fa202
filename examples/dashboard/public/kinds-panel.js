import { element, fill } from './element.js';
import { empty, panel } from './feedback.js';
import { percent, plural, short } from './format.js';
import { pointsOutside, scatterChart } from './scatter-chart.js';
import { kindsLead, traitWords } from './wording.js';

const kindName = (index) => `Kind ${index + 1}`;

/** The kinds of rows and what sets each apart; null where the rows fall into none. */
export function kindsPanel({ clusters, columns, rowCount }) {
  if (clusters === null) return null;
  return panel(
    'Kinds of rows',
    { lead: kindsLead(clusters, rowCount) },
    element(
      'ul',
      { class: 'kinds' },
      clusters.clusters.map((cluster, index) => kindItem(cluster, index, columns)),
    ),
  );
}

function kindItem({ share, traits }, index, columns) {
  return element(
    'li',
    { class: `kind kind-${index}` },
    element('strong', {}, kindName(index)),
    element(
      'div',
      {},
      element('p', {}, `${percent(share)} of the rows${traits.length === 0 ? ', like the average' : ''}`),
      traits.map((trait) => traitLine(traitWords(trait, columns))),
    ),
  );
}

const traitLine = ({ column, change, here, overall }) =>
  element(
    'p',
    { class: 'small' },
    `${column} ${short(change, 60)}: ${here} `,
    element('span', { class: 'muted small' }, `(all rows ${overall})`),
  );

/** The rows on their two main directions, coloured by kind or by the target. */
export function scatterPanel({ projection, target, clusters, rowCount }) {
  if (!projection) return panel('Rows at a glance', {}, empty('This needs at least two columns with numbers.'));
  const { points, columns, explainedVariance } = projection;
  const sample = points.length < rowCount ? ` ${plural(points.length, 'row')} drawn at random.` : '';
  const outside = pointsOutside(points);
  const far = outside > 0 ? ` ${plural(outside, 'row lies', 'rows lie')} farther out.` : '';
  const lead = `Rows with similar numbers lie close together (principal components of ${plural(columns.length, 'numerical column')}).${sample}${far}`;
  const looks = [...(clusters === null ? [] : [kindLook(points, clusters)]), ...(target ? [targetLook(points, target)] : [])];
  const drawing = element('div', {});
  const draw = ({ points, ...options }) =>
    fill(drawing, scatterChart('Rows on their two main directions', points, { explainedVariance, ...options }));
  draw(looks[0] ?? { points, numeric: false, by: null });
  return panel('Rows at a glance', { lead }, looks.length > 1 ? lookChoice(looks, draw) : null, drawing);
}

const kindLook = (points, { clusters }) => ({
  by: 'Kind of row',
  numeric: false,
  names: clusters.map((_, index) => kindName(index)),
  points: points.map((point) => ({ ...point, label: kindName(point.cluster) })),
});

const targetLook = (points, { column, task }) => ({ by: column, numeric: task === 'regression', points });

function lookChoice(looks, draw) {
  const select = element(
    'select',
    { onchange: () => draw(looks[Number(select.value)]) },
    looks.map(({ by }, index) => element('option', { value: index }, by)),
  );
  return element('label', { class: 'field field-inline' }, element('span', { class: 'field-label' }, 'Coloured by'), select);
}
