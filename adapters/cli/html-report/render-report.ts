import type { Finding, Model, Profile, Summary } from 'tabulyst';
import { showCount, showShare } from '../show-value.js';
import { barList } from './charts.js';
import { columnCards, columnSpread } from './column-cards.js';
import { html, Markup } from './html.js';
import { kindsSection } from './kinds-section.js';
import { missingSection } from './missing-section.js';
import { modelSection } from './model-section.js';
import { readingSection } from './reading-section.js';
import { relationsSection } from './relations-section.js';
import { style } from './style.js';
import { unusualRowsSection } from './unusual-rows-section.js';

/** Everything found out about a table as one HTML file: no script, no network, every text from the data escaped. */
export function renderReport({ profile, model, summary }: { profile: Profile; model: Model | null; summary: Summary }): string {
  const name = profile.source.name ?? 'table';
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name}: report</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>${name}</h1>
          <p class="sub">${showCount(profile.rowCount, 'row')}, ${showCount(profile.columnCount, 'column')}</p>
          ${summarySection(summary)} ${findingsSection(profile.findings)} ${targetSection(profile)}
          ${model !== null && modelSection(model)} ${relationsSection(profile)} ${kindsSection(profile)}
          ${missingSection(profile)} ${unusualRowsSection(profile)} ${columnCards(profile)} ${readingSection(profile.source)}
        </main>
      </body>
    </html> `.text;
}

function summarySection({ sections }: Summary): Markup {
  return html`<section>
    <h2>Summary</h2>
    ${sections.map(({ sentences }) => html`<p>${sentences.map(({ text }) => text).join(' ')}</p>`)}
  </section>`;
}

function findingsSection(findings: readonly Finding[]): Markup {
  return html`<section>
    <h2>Findings</h2>
    ${findings.length === 0 && html`<p class="soft">Nothing stands out.</p>`}
    ${findings.map(
      ({ severity, sentence, suggestion }) =>
        html`<div class="finding">
          <span class="badge ${severity}">${severity}</span>
          <p>${sentence} <span class="soft">${suggestion}</span></p>
        </div>`,
    )}
  </section>`;
}

function targetSection({ target, columns }: Profile): Markup | null {
  if (target === null) return null;
  const column = target.classes === null ? columns.find(({ name }) => name === target.column) : undefined;
  const related = target.relations.filter(({ value }) => value !== null).slice(0, 10);
  return html`<section>
    <h2>Target: ${target.column}</h2>
    <p class="soft">${target.reason}</p>
    ${column !== undefined && columnSpread(column)}
    ${target.classes !== null && barList(target.classes.slice(0, 12).map(({ value, share }) => ({ label: value, share, value: showShare(share) })))}
    ${
      related.length > 0 &&
      html`<h2 class="gap">Most related to it</h2>
        <p class="soft">0 is no relation, 1 a complete one; a minus sign: the one falls as the other grows.</p>
        ${barList(
          related.map(({ columns, value }) => ({
            label: columns.find((column) => column !== target.column) ?? columns[0],
            share: Math.abs(value ?? 0),
            value: (value ?? 0).toFixed(2),
          })),
        )}`
    }
  </section>`;
}
