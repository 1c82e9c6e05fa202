const locale = 'en-US';
const wholeFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** What stands for a figure that does not exist. */
export const none = '–';

/** A count with thousands separators. */
export const count = (value) => (Number.isFinite(value) ? wholeFormat.format(value) : none);

/** A measured figure with as many digits as a reader needs. */
export function figure(value) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e12 || size < 1e-4) return value.toExponential(2);
  if (size >= 1000) return wholeFormat.format(value);
  return size >= 1 ? twoDecimals.format(value) : threeDigits.format(value);
}

/** How to write the figures of a column between `min` and `max`: years, as whole numbers like them are taken, have no separator. */
export function figureBetween(min, max) {
  const areYears = Number.isInteger(min) && Number.isInteger(max) && min >= 1000 && max < 3000;
  return areYears ? (value) => String(Math.round(value)) : figure;
}

/** "18.25 to 118.75". */
export const rangeText = ({ min, max }) => [min, max].map(figureBetween(min, max)).join(' to ');

/** A score around 0 to 1, to three decimals. */
export const score = (value) => figure(typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);

/** A share from 0 to 1 as a percentage; never "0%" or "100%" for a share that is not. */
export function percent(share) {
  if (typeof share !== 'number' || !Number.isFinite(share)) return none;
  if (share > 0 && share < 0.001) return '<0.1%';
  if (share < 1 && share > 0.999) return '>99.9%';
  const points = share * 100;
  return `${(points >= 10 ? Math.round(points * 10) / 10 : Math.round(points * 100) / 100).toString()}%`;
}

/** A size in bytes as people say it. */
export function bytes(value) {
  if (value < 1000) return `${value} bytes`;
  if (value < 1e6) return `${Math.round(value / 1e3)} KB`;
  return `${(value / 1e6).toFixed(1)} MB`;
}

/** A calendar day of an ISO 8601 string or epoch milliseconds, in UTC as the file's times are read. */
export const day = (moment) => (Number.isNaN(new Date(moment).getTime()) ? none : dateFormat.format(new Date(moment)));

/** A local date and time, for when something was made. */
export const moment = (iso) => momentFormat.format(new Date(iso));

/** "1 row", "2 rows". */
export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** A machine name such as `random-forest` as words. */
export function words(name) {
  const spaced = name.replace(/[-_]+/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Cuts a long name or value for a label; the whole one belongs in a title or tooltip. */
export const short = (text, length = 24) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
