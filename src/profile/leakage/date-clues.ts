import { DAY_MS } from '../../table/calendar.js';
import { nameWords } from '../../table/name-words.js';
import { dayMilliseconds } from '../../table/calendar.js';
import { monthNumber } from '../../table/month-names.js';
import type { ColumnView } from '../columns/column-view.js';
import type { Clue } from './clue.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { rankNumbers } from '../columns/ranked-numbers.js';

/** A point in time by row, in days since 1970; missing = NaN. */
interface Dates {
  readonly columns: readonly string[];
  readonly label: string;
  readonly days: Float64Array;
  /** Whether it stands in several columns: year, month and day. */
  readonly composed: boolean;
}

/**
 * The days between any two dates of a row, as numbers: whether something ended, and how long it took, often shows only
 * there. Dates whose year, month and day stand in columns of their own count too; being known beforehand as a rule, they
 * are not among the columns to leave out.
 */
export function dateClues(views: readonly ColumnView[], rows: Uint32Array): Clue[] {
  const dates = [...writtenDates(views, rows), ...composedDates(views, rows)].slice(0, limits.maxDates);
  return dates.flatMap((one, index) =>
    dates.slice(index + 1).map((other): Clue => {
      const between = one.days.map((day, row) => other.days[row]! - day);
      const blamed = other.composed && !one.composed ? one.columns : one.composed && !other.composed ? other.columns : null;
      return {
        columns: blamed ?? [...one.columns, ...other.columns],
        subject: `the time from ${one.label} to ${other.label}`,
        numbers: rankNumbers(between),
        values: null,
        naming: null,
        origin: 'dates',
        temporal: false,
      };
    }),
  );
}

function writtenDates(views: readonly ColumnView[], rows: Uint32Array): Dates[] {
  return views
    .filter((view) => view.schema.type === 'datetime' && view.values !== null && view.schema.distinct > 1)
    .map(({ name, values }) => ({
      columns: [name],
      label: `"${name}"`,
      days: Float64Array.from(rows, (row) => values![row]! / DAY_MS),
      composed: false,
    }));
}

type Unit = 'year' | 'month' | 'day';

/** Columns whose names differ in nothing but year, month and day. */
function composedDates(views: readonly ColumnView[], rows: Uint32Array): Dates[] {
  const groups = new Map<string, Partial<Record<Unit, ColumnView>>>();
  for (const view of views) {
    const found = unitOf(view.name);
    if (found === null) continue;
    const group = groups.get(found.stem) ?? {};
    group[found.unit] ??= view;
    groups.set(found.stem, group);
  }
  const dates: Dates[] = [];
  for (const { year, month, day } of groups.values()) {
    if (year === undefined || month === undefined || day === undefined) continue;
    const [years, months, daysOfMonth] = [readUnit(year, rows), readUnit(month, rows), readUnit(day, rows)];
    const days = years.map((value, row) => dayMilliseconds(value, months[row]!, daysOfMonth[row]!) / DAY_MS);
    const columns = [year.name, month.name, day.name];
    if (days.some((value) => !Number.isNaN(value)))
      dates.push({ columns, label: `the date in "${year.name}"`, days, composed: true });
  }
  return dates;
}

function unitOf(name: string): { unit: Unit; stem: string } | null {
  const words = nameWords(name);
  const unit = (['year', 'month', 'day'] as const).find((word) => words.includes(word));
  // "day_of_month" is a day, "week_of_year" and "day_of_week" are none of the three.
  const kind = words.includes('day') ? 'day' : unit;
  if (kind === undefined || words.includes('week') || words.includes('weekday')) return null;
  return { unit: kind, stem: words.filter((word) => !['year', 'month', 'day', 'of', 'date'].includes(word)).join(' ') };
}

/** Whole numbers, or the number of a month by its name; NaN otherwise. */
function readUnit({ values, levels }: ColumnView, rows: Uint32Array): Float64Array {
  if (values !== null) return Float64Array.from(rows, (row) => (Number.isInteger(values[row]!) ? values[row]! : NaN));
  const { codes, counts, text } = levels();
  const numbers = Array.from(counts.keys(), (code) => Number(text(code)) || monthNumber(text(code)) || NaN);
  return Float64Array.from(rows, (row) => numbers[codes[row]!] ?? NaN);
}
