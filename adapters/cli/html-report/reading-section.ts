import type { TableSource } from 'tabulyst';
import { describeReading, describeWarning } from '../describe-reading.js';
import { html } from './html.js';
import type { Markup } from './html.js';

/** Warnings shown: one of a very wide table may have thousands. */
const maxWarnings = 50;

/** How the file was read, and everything that was repaired, skipped or doubted. */
export function readingSection(source: TableSource): Markup {
  const left = source.warnings.length - maxWarnings;
  return html`<section>
    <h2>How the file was read</h2>
    <p>${describeReading(source)}</p>
    ${source.warnings.length === 0 && html`<p class="soft">Nothing had to be repaired, skipped or doubted.</p>`}
    ${
      source.warnings.length > 0 &&
      html`<ul class="notes">
        ${source.warnings.slice(0, maxWarnings).map((warning) => {
          const { text, remedy } = describeWarning(warning);
          return html`<li>${text}${remedy !== null && html` <span class="soft">(${remedy})</span>`}</li>`;
        })}
      </ul>`
    }
    ${left > 0 && html`<p class="soft gap">And ${left} more: the profile as JSON has them all.</p>`}
  </section>`;
}
