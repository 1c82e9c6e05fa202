import type { Finding, Profile, TableSource } from 'tabulyst';
import { describeReading, describeWarning } from '../describe-reading.js';
import { showCount, showText } from '../show-value.js';
import { wrapText } from '../wrap-text.js';
import { columnsSection } from './columns-section.js';
import { kindsSection } from './kinds-section.js';
import { lineWidth, listItem } from './layout.js';
import { missingSection } from './missing-section.js';
import { relationsSection } from './relations-section.js';
import { targetSection } from './target-section.js';

const marks = { high: '!!', medium: '!', low: '-' };
const maxWarnings = 12;
const maxFindings = 12;

/** A profile for the terminal, within 80 columns: findings first, then the table as a whole, then a line or two per column. */
export function renderProfile(profile: Profile): string {
  const sections = [
    `${titleOf(profile)}\n${readingSection(profile.source)}`,
    targetSection(profile),
    findingsSection(profile.findings),
    relationsSection(profile),
    kindsSection(profile),
    missingSection(profile),
    columnsSection(profile),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function titleOf({ source, rowCount, columnCount, duplicateRows }: Profile): string {
  const duplicates = duplicateRows > 0 ? `, ${showCount(duplicateRows, 'duplicate row')}` : '';
  return `${showText(source.name ?? 'table', 30)}: ${showCount(rowCount, 'row')}, ${showCount(columnCount, 'column')}${duplicates}`;
}

/** How the file was read, and what was repaired, skipped or doubted. */
function readingSection(source: TableSource): string {
  const shown = source.warnings.slice(0, maxWarnings).map((warning) => {
    const { text, remedy } = describeWarning(warning);
    return listItem('-', `${showText(text, 400)}${remedy === null ? '' : ` (${remedy})`}`);
  });
  const read = wrapText(`Read as ${describeReading(source)}`, lineWidth);
  return [read, ...shown, ...leftOut(source.warnings.length - shown.length)].join('\n');
}

function findingsSection(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Findings: nothing stands out.';
  const shown = findings
    .slice(0, maxFindings)
    .map(({ severity, sentence, suggestion }) =>
      listItem(marks[severity], `${showText(sentence, 400)} ${showText(suggestion, 400)}`),
    );
  return ['Findings', ...shown, ...leftOut(findings.length - shown.length)].join('\n');
}

function leftOut(count: number): string[] {
  return count > 0 ? [`     ... and ${count.toLocaleString('en-US')} more: --json shows all`] : [];
}
