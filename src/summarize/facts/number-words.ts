import { rejectOption } from '../../run-options.js';

/** Numbers as words of one locale. */
export interface NumberWords {
  /** A whole number with separators: 7,043. */
  whole(value: number): string;
  /** A quantity with as many digits as a reader needs: about three, and no fraction from 100 on. */
  quantity(value: number): string;
  /** A share (0 to 1) as a percentage; a tiny one is "less than 0.1%", one just short of all "more than 99.9%". */
  percent(share: number): string;
  /** "1 row", "1,234 rows". */
  count(value: number, singular: string, plural?: string): string;
  /** A share (0 to 1) as "about 81 times in 100". */
  times(share: number): string;
  /** A day: "December 1, 2010". Takes ISO 8601. */
  day(iso: string): string;
}

/**
 * Makes the number words of a locale.
 * @throws OPTIONS_INVALID when `locale` is no BCP 47 tag
 */
export function createNumberWords(locale: string): NumberWords {
  const formats = makeFormats(locale);
  const whole = (value: number) => formats.whole.format(value);
  // Takes 5 ms to make, and most tables have no dates.
  let day: Intl.DateTimeFormat | undefined;
  return {
    whole,
    quantity: (value) => {
      const size = Math.abs(value);
      const format = size >= 1e12 ? formats.huge : size >= 99.95 ? formats.whole : formats.short;
      // Rounding may leave -0.
      return format.format(value === 0 ? 0 : value);
    },
    percent: (share) => percent(share, formats),
    count: (value, singular, plural = `${singular}s`) => `${whole(value)} ${value === 1 ? singular : plural}`,
    times: (share) => times(share, whole),
    day: (iso) => (day ??= new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })).format(new Date(iso)),
  };
}

function makeFormats(locale: string) {
  try {
    return {
      whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
      short: new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }),
      huge: new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 }),
      percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
      finePercent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
    };
  } catch {
    return rejectOption('summarize', 'locale', 'a BCP 47 tag such as "en-US"', locale);
  }
}

function percent(share: number, { percent, finePercent }: ReturnType<typeof makeFormats>): string {
  if (share > 0 && share < 0.001) return `less than ${finePercent.format(0.001)}`;
  if (share < 1 && share > 0.999) return `more than ${finePercent.format(0.999)}`;
  return (share < 0.1 || (share > 0.99 && share < 1) ? finePercent : percent).format(share);
}

function times(share: number, whole: (value: number) => string): string {
  const hundredths = Math.round(share * 100);
  if (share === 1) return 'every time';
  if (share === 0) return 'never';
  if (hundredths === 0) return 'less than once in 100 times';
  if (hundredths === 100) return 'more than 99 times in 100';
  return hundredths === 1 ? 'about once in 100 times' : `about ${whole(hundredths)} times in 100`;
}
