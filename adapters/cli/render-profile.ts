import type { ColumnProfile, ColumnSchema, Finding, Profile, TableSource } from 'tabulyst';
import { columnFacts } from './column-facts.js';
import { describeReading, describeWarning } from './describe-reading.js';
import { showCount, showNumber, showShare, showText, showTime } from './show-value.js';
import { wrapText } from './wrap-text.js';

const width = 80;
const marks = { high: '!!', medium: '! ', low: '- ' };
const blocks = ' ▁▂▃▄▅▆▇█';
const nameWidth = 24;
const maxWarnings = 12;

/** A profile for the terminal, within 80 columns: findings first, then a line or two per column. */
export function renderProfile(profile: Profile): string {
  const sections = [
    `${titleOf(profile)}\n${renderReading(profile.source)}`,
    renderTarget(profile),
    renderFindings(profile.findings),
    renderColumns(profile),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function titleOf({ source, rowCount, columnCount, duplicateRows }: Profile): string {
  const duplicates = duplicateRows > 0 ? `, ${showCount(duplicateRows, 'duplicate row')}` : '';
  return `${showText(source.name ?? 'table', 30)}: ${showCount(rowCount, 'row')}, ${showCount(columnCount, 'column')}${duplicates}`;
}

/** How the file was read, and what was repaired, skipped or doubted. */
function renderReading(source: TableSource): string {
  const shown = source.warnings.slice(0, maxWarnings).map((warning) => {
    const { text, remedy } = describeWarning(warning);
    return listItem('- ', `${showText(text, 400)}${remedy === null ? '' : ` (${remedy})`}`);
  });
  const left = source.warnings.length - shown.length;
  const read = wrapText(`Read as ${describeReading(source)}`, width);
  return [read, ...shown, ...(left > 0 ? [`     ... and ${left} more: --json shows all`] : [])].join('\n');
}

/** A paragraph behind a mark, its further lines indented like the first. */
function listItem(mark: string, text: string): string {
  const [first = '', ...rest] = wrapText(text, width - 5).split('\n');
  return [`  ${mark} ${first}`, ...rest.map((line) => `     ${line}`)].join('\n');
}

function renderTarget({ target, schema }: Profile): string {
  if (target === null) return wrapText(`Target: none. ${schema.target.reason}`, width);
  const lines = [wrapText(`Target: ${showText(target.column, 40)} (${target.task}). ${target.reason}`, width)];
  for (const { value, share } of target.classes?.slice(0, 6) ?? []) {
    lines.push(`  ${showText(value, nameWidth).padEnd(nameWidth)} ${bar(share, 30)} ${showShare(share)}`);
  }
  const related = target.relations.filter(({ value }) => value !== null).slice(0, 5);
  if (related.length > 0) lines.push('', 'Most related to it (0 none, 1 complete):');
  for (const { columns, value } of related) {
    const other = columns.find((column) => column !== target.column) ?? columns[0];
    lines.push(`  ${showText(other, nameWidth).padEnd(nameWidth)} ${bar(Math.abs(value ?? 0), 30)} ${(value ?? 0).toFixed(2)}`);
  }
  return lines.join('\n');
}

function renderFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Findings: nothing stands out.';
  const shown = findings
    .slice(0, 12)
    .map(({ severity, sentence, suggestion }) =>
      listItem(marks[severity], `${showText(sentence, 400)} ${showText(suggestion, 400)}`),
    );
  const left = findings.length - shown.length;
  return ['Findings', ...shown, ...(left > 0 ? [`     ... and ${left} more: --json shows all`] : [])].join('\n');
}

function renderColumns({ columns, schema }: Profile): string {
  return ['Columns', ...columns.map((column, index) => renderColumn(column, schema.columns[index]))].join('\n');
}

function renderColumn(column: ColumnProfile, meaning: ColumnSchema | undefined): string {
  const head = `  ${showText(column.name, nameWidth).padEnd(nameWidth)} ${columnFacts(column, meaning)}`;
  const detail = detailOf(column);
  return detail === '' ? head : `${head}\n    ${detail}`;
}

function detailOf({ numeric, datetime, histogram, top }: ColumnProfile): string {
  const sparkline = histogram === null ? '' : `${spark(histogram.counts)}  `;
  if (datetime !== null) return `${sparkline}${showTime(Date.parse(datetime.first))} to ${showTime(Date.parse(datetime.last))}`;
  if (numeric !== null) {
    return `${sparkline}${showNumber(numeric.min)} to ${showNumber(numeric.max)}, median ${showNumber(numeric.quantiles.p50)}`;
  }
  // Where every value stands alone, none is worth showing.
  if (!top.some(({ count }) => count > 1)) return '';
  return showText(
    top
      .slice(0, 4)
      .map(({ value, share }) => `${showText(value, 18)} ${showShare(share)}`)
      .join(' · '),
    width - 4,
  );
}

/** A histogram in one line: bins joined to at most 20 blocks. */
function spark(counts: readonly number[]): string {
  const per = Math.ceil(counts.length / 20);
  const joined = Array.from({ length: Math.ceil(counts.length / per) }, (_, i) =>
    counts.slice(i * per, (i + 1) * per).reduce((a, b) => a + b, 0),
  );
  const most = Math.max(...joined, 1);
  return joined.map((count) => blocks[count === 0 ? 0 : Math.max(1, Math.round((8 * count) / most))]).join('');
}

function bar(share: number, length: number): string {
  return '█'.repeat(share > 0 ? Math.max(1, Math.round(share * length)) : 0).padEnd(length, '·');
}
