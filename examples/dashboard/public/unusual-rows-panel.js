import { dataTable, panel } from './feedback.js';
import { count, figure, figureBetween, plural } from './format.js';

/** Rows unlike the others in several columns at once; null where there are none. */
export function unusualRowsPanel({ rowOutliers, columns, rowCount }) {
  if (rowOutliers === null || rowOutliers.count === 0) return null;
  const { count: found, rowsUsed, extremes } = rowOutliers;
  const sample = rowsUsed < rowCount ? `, of ${count(rowsUsed)} drawn at random` : '';
  const lead = `${plural(found, 'row stands', 'rows stand')} out in several numbers at once${sample}. Correct typing errors, keep rare but true cases. Row 1 is the first below the header.`;
  return panel(
    'Unusual rows',
    { lead },
    dataTable({
      caption: 'The most unusual rows',
      head: ['Row', 'Most by', 'How far out'],
      className: 'unusual',
      rows: extremes.map((extreme) => [
        count(extreme.row + 1),
        extreme.columns.map((name) => withValue(columns, name, extreme.row)).join(', '),
        `${figure(Number(farOut(extreme, rowOutliers).toPrecision(2)))} × the limit`,
      ]),
    }),
  );
}

/** How many times beyond the nearer of the two limits a row lies. */
function farOut({ scoreDistance, residual }, { scoreCutoff, residualCutoff }) {
  const ratio = (distance, cutoff) => (cutoff > 0 ? distance / cutoff : 0);
  return Math.max(ratio(scoreDistance, scoreCutoff), ratio(residual, residualCutoff));
}

/** A column's name, with the row's value where the profile holds it because it is extreme. */
function withValue(columns, name, row) {
  const { numeric, outliers } = columns.find((column) => column.name === name) ?? {};
  const extreme = outliers?.extremes.find((candidate) => candidate.row === row);
  return extreme ? `${name} (${figureBetween(numeric?.min, numeric?.max)(extreme.value)})` : name;
}
