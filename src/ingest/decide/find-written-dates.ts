import { EntryForm } from '../../kernels/kernels.js';
import { parseDatetime } from '../../table/parse-datetime.js';
import type { DatetimeFormat } from '../../table/types.js';
import type { ColumnContents } from '../collected-column.js';
import { WRITTEN_DATE_SHARE } from '../heuristics.js';
import type { CellCounts } from './count-cells.js';
import { decimalRange } from './decimal-range.js';
import type { EntryFacts } from './examine-entries.js';
import { isMomentName } from './is-code-name.js';

/** Whole numbers between which a layout of digits alone is possible. */
const ranges: readonly { readonly format: DatetimeFormat; readonly from: number; readonly to: number }[] = [
  { format: 'compact', from: 19_000_101, to: 21_001_231 },
  { format: 'compact', from: 190_001_010_000, to: 210_012_312_359 },
  { format: 'epoch-seconds', from: Date.UTC(1990, 0) / 1000, to: Date.UTC(2100, 0) / 1000 },
  { format: 'epoch-milliseconds', from: Date.UTC(1990, 0), to: Date.UTC(2100, 0) },
];

/**
 * Finds whether a column's whole numbers are dates written in digits alone: 20240131 when nearly all of them are possible
 * dates, seconds and milliseconds since 1970 only when the column's name speaks of time.
 *
 * @param told whether the caller has said that these are dates
 */
export function findWrittenDates(
  name: string,
  contents: ColumnContents,
  facts: EntryFacts,
  { values, numbers, wholes }: CellCounts,
  told: boolean,
): DatetimeFormat | null {
  if (values === 0 || wholes['.'] < numbers['.'] || numbers['.'] < values * WRITTEN_DATE_SHARE) return null;
  const { min, max } = rangeOf(contents, facts);
  const found = ranges.find(({ from, to }) => min >= from && max <= to);
  if (found === undefined) return null;
  if (found.format !== 'compact') return told || isMomentName(name) ? found.format : null;
  return countDates(contents, facts) >= values * WRITTEN_DATE_SHARE ? 'compact' : null;
}

function rangeOf(contents: ColumnContents, { entries, numbers }: EntryFacts): { min: number; max: number } {
  const { counts } = contents;
  let { min, max } = decimalRange(contents);
  numbers['.'].forEach((value, place) => {
    if (Number.isNaN(value) || counts[entries[place]!] === 0) return;
    min = Math.min(min, value);
    max = Math.max(max, value);
  });
  return { min, max };
}

/** How many of the numbers are possible dates. */
function countDates({ plain, counts, survey }: ColumnContents, { entries, numbers }: EntryFacts): number {
  const known = new Map<number, number>();
  const isDate = (value: number): number => {
    let is = known.get(value);
    if (is === undefined) known.set(value, (is = Number(!Number.isNaN(parseDatetime(String(value), 'compact')))));
    return is;
  };
  let dates = 0;
  for (const value of plain?.values ?? []) if (!Number.isNaN(value)) dates += isDate(value);
  survey.values.forEach((value, entry) => {
    if (survey.forms[entry] !== EntryForm.time && !Number.isNaN(value)) dates += isDate(value) * counts[entry]!;
  });
  numbers['.'].forEach((value, place) => {
    const count = counts[entries[place]!]!;
    if (!Number.isNaN(value) && count > 0) dates += isDate(value) * count;
  });
  return dates;
}
