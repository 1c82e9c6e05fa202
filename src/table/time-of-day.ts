import { timeMilliseconds } from './calendar.js';
import { MAX_ZONE_HOURS } from './heuristics.js';

const zonePattern = String.raw`Z|z|(?:UTC|GMT)(?:[+\-−]\d{1,2}(?::?\d{2})?)?|[+\-−]\d{2}(?::?\d{2})?`;
const clock = new RegExp(
  String.raw`^(?:[Tt]|,?\s+(?:(?:at|um)\s+)?|,)(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?` +
    String.raw`(?:\s*([AaPp])\.?[Mm]\.?)?(?:\s*(${zonePattern})(?:\s*\([^()]*\))?)?$`,
);
const compactClock = new RegExp(String.raw`^[Tt ]?(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?(${zonePattern})?$`);
const dateZone = /^(?:Z|z|[+\-−]\d{2}:\d{2})$/;

/**
 * Reads what follows a date: nothing, or a time with an optional zone.
 *
 * @returns milliseconds to add to the date to come to the moment in UTC, or NaN when it is something else
 */
export function parseTimeOfDay(text: string): number {
  if (text === '') return 0;
  const match = clock.exec(text);
  if (match === null) return NaN;
  const [, hour, minute, second, fraction, half, zone] = match;
  if (minute === undefined && half === undefined) return NaN;
  const fullHour = half === undefined ? Number(hour) : halfDayHour(Number(hour), half);
  return timeMilliseconds(fullHour, Number(minute ?? 0), Number(second ?? 0), milliseconds(fraction)) - zoneMilliseconds(zone);
}

/** As {@link parseTimeOfDay}, without colons: "T101500Z", "1015". */
export function parseCompactTime(text: string): number {
  const match = compactClock.exec(text);
  if (match === null) return NaN;
  const [, hour, minute, second, fraction, zone] = match;
  return timeMilliseconds(Number(hour), Number(minute), Number(second ?? 0), milliseconds(fraction)) - zoneMilliseconds(zone);
}

/** As {@link parseTimeOfDay}, for a zone alone, as XML has it behind dates ("2024-01-31+01:00"). */
export function parseDateZone(text: string): number {
  return dateZone.test(text) ? -zoneMilliseconds(text) : NaN;
}

function halfDayHour(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function milliseconds(fraction = ''): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function zoneMilliseconds(zone: string | undefined): number {
  const offset = zone?.replace(/^(?:UTC|GMT|Z|z)/, '') ?? '';
  if (offset === '') return 0;
  const [whole = '', rest] = offset.slice(1).split(':');
  const hours = Number(rest === undefined ? whole.slice(0, whole.length > 2 ? -2 : 2) : whole);
  const minutes = Number(rest ?? (whole.length > 2 ? whole.slice(-2) : 0));
  if (hours > MAX_ZONE_HOURS || minutes > 59) return NaN;
  return (offset.startsWith('+') ? 1 : -1) * (hours * 60 + minutes) * 60_000;
}
