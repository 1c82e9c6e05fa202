/** A number for people: thousands separated, four significant digits below 1,000, and scientific where that would hide it. */
export function showNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(2);
  const options =
    size >= 1000
      ? { maximumFractionDigits: size >= 100_000 || Number.isInteger(value) ? 0 : 1 }
      : { maximumSignificantDigits: 4 };
  return value.toLocaleString('en-US', options);
}

/** How to write numbers of a column with these bounds: years, as whole numbers like them are taken, have no separator. */
export function numberFormat(bounds: { readonly min: number; readonly max: number } | null): (value: number) => string {
  const areYears =
    bounds !== null && Number.isInteger(bounds.min) && Number.isInteger(bounds.max) && bounds.min >= 1000 && bounds.max < 3000;
  return areYears ? (value) => String(Math.round(value)) : showNumber;
}

/** A share from 0 to 1 in percent, never rounded to all or nothing unless it is. */
export function showShare(share: number): string {
  const percent = 100 * share;
  if (percent > 0 && percent < 0.1) return '< 0.1%';
  if (percent < 100 && percent > 99.9) return '> 99.9%';
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: percent < 10 || percent > 99 ? 1 : 0 })}%`;
}

/** A count with its word: "1 row", "2 rows". */
export function showCount(count: number, word: string, plural = `${word}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? word : plural}`;
}
