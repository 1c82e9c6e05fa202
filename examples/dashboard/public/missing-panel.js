import { element } from './element.js';
import { bars, panel } from './feedback.js';
import { count, percent, plural } from './format.js';
import { nameList } from './wording.js';

const columnsShown = 8;
const patternsShown = 6;
const dependentShown = 4;

/** Where values are missing: by column, by set of columns, and what that depends on; null where none is. */
export function missingPanel({ columns, missingness, rowCount }) {
  const { completeRows, patterns, dependent } = missingness;
  if (completeRows === rowCount) return null;
  const lacking = columns.filter(({ missing }) => missing > 0).sort((first, second) => second.missing - first.missing);
  const more = lacking.length > columnsShown ? ` The ${columnsShown} columns that lack most are shown.` : '';
  const complete =
    completeRows === 0
      ? 'No row is complete.'
      : `${count(completeRows)} of ${plural(rowCount, 'row')} ${completeRows === 1 ? 'is' : 'are'} complete (${percent(completeRows / rowCount)}).`;
  const asBar = (label, rows) => ({ label, share: rows / rowCount, text: percent(rows / rowCount) });
  return panel(
    'Missing values',
    { lead: `${complete}${more}` },
    bars(lacking.slice(0, columnsShown).map(({ name, missing }) => asBar(name, missing))),
    lacking.length > 1
      ? [
          element('h4', { class: 'part' }, 'Missing in the same row'),
          bars(patternBars(patterns, rowCount - completeRows).map(({ label, rows }) => asBar(label, rows))),
        ]
      : null,
    dependent.length > 0
      ? [element('h4', { class: 'part' }, 'What that depends on'), dependent.slice(0, dependentShown).map(dependence)]
      : null,
  );
}

/** The most frequent sets of missing columns, and the other incomplete rows together. */
function patternBars(patterns, incomplete) {
  const shown = patterns.slice(0, patternsShown).map(({ columns, rows }) => ({ label: nameList(columns), rows }));
  const left = shown.reduce((sum, { rows }) => sum - rows, incomplete);
  return left > 0 ? [...shown, { label: 'other columns', rows: left }] : shown;
}

const dependence = ({ column, by, where, share, shareElsewhere }) =>
  element(
    'p',
    { class: 'small' },
    element('strong', {}, column),
    ` is missing in ${percent(share)} of the rows where ${by} is ${where}, and in ${percent(shareElsewhere)} of the others.`,
  );
