import type { Profile } from 'tabulyst';
import { numberFormat, showCount, showNumber } from '../show-value.js';
import { html } from './html.js';
import type { Content, Markup } from './html.js';

/** Rows unlike the others in several columns at once. */
export function unusualRowsSection({ rowOutliers, columns, rowCount }: Profile): Markup | null {
  if (rowOutliers === null || rowOutliers.count === 0) return null;
  const { count, rowsUsed, scoreCutoff, residualCutoff, extremes } = rowOutliers;
  const sample = rowsUsed < rowCount ? `, of ${rowsUsed.toLocaleString('en-US')} drawn at random` : '';
  return html`<section>
    <h2>Unusual rows</h2>
    <p class="soft">
      ${showCount(count, 'row stands', 'rows stand')} out in several numbers at once${sample}. The farthest are below: typing
      errors should be corrected, rare but true cases kept. Row 1 is the first below the header.
    </p>
    <div class="scroll">
      <table class="words">
        <thead>
          <tr>
            <th>Row</th>
            <th>Most by</th>
            <th>How far out</th>
          </tr>
        </thead>
        <tbody>
          ${extremes.map(({ row, scoreDistance, residual, columns: by }) => {
            const times = Math.max(ratio(scoreDistance, scoreCutoff), ratio(residual, residualCutoff));
            return html`<tr>
              <td>${(row + 1).toLocaleString('en-US')}</td>
              <td>${by.map((name, i) => [i > 0 && ', ', name, valueOf(columns, name, row)])}</td>
              <td>${showNumber(Number(times.toPrecision(2)))} × the limit</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

function ratio(distance: number, cutoff: number): number {
  return cutoff > 0 ? distance / cutoff : 0;
}

/** The value of a cell in brackets, where the profile holds it because it is extreme. */
function valueOf(columns: Profile['columns'], name: string, row: number): Content {
  const column = columns.find((candidate) => candidate.name === name);
  const extreme = column?.outliers?.extremes.find((candidate) => candidate.row === row);
  return extreme === undefined
    ? null
    : html` <span class="soft">(${numberFormat(column?.numeric ?? null)(extreme.value)})</span>`;
}
