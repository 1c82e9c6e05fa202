/** How a currency is written. */
export interface CurrencyText {
  readonly text: string;
  /** Whether digits may follow at once ("$5", "EUR5"): words such as "kr" need a blank there, since "TL100" is a code. */
  readonly joins: boolean;
}

const signs = [
  '$',
  '€',
  '£',
  '¥',
  '¢',
  '₹',
  '₽',
  '₩',
  '₺',
  '₴',
  '₫',
  '₪',
  '₦',
  '฿',
  '₱',
  '₡',
  '₲',
  '₵',
  '₸',
  '₼',
  '₾',
  '元',
  '円',
];
const dollars = [
  'US$',
  'R$',
  'A$',
  'C$',
  'CA$',
  'AU$',
  'NZ$',
  'HK$',
  'S$',
  'NT$',
  'MX$',
  'CN¥',
  'JP¥',
  'Rs.',
  'Fr.',
  'SFr.',
  'kr.',
];
const codes = [
  ...[
    'USD',
    'EUR',
    'GBP',
    'JPY',
    'CNY',
    'RMB',
    'INR',
    'CHF',
    'CAD',
    'AUD',
    'NZD',
    'SEK',
    'NOK',
    'DKK',
    'ISK',
    'PLN',
    'CZK',
    'HUF',
  ],
  ...[
    'RON',
    'BGN',
    'HRK',
    'RSD',
    'UAH',
    'RUB',
    'TRY',
    'ILS',
    'AED',
    'SAR',
    'EGP',
    'ZAR',
    'NGN',
    'KES',
    'BRL',
    'MXN',
    'ARS',
    'CLP',
  ],
  ...['COP', 'PEN', 'KRW', 'TWD', 'HKD', 'SGD', 'MYR', 'THB', 'IDR', 'PHP', 'VND', 'PKR', 'BDT', 'LKR', 'BTC', 'ETH'],
];
const words = [
  ...['kr', 'Kr', 'KR', 'zł', 'zl', 'Kč', 'Kc', 'Ft', 'lei', 'Rs', 'Rp', 'RM', 'Fr', 'SFr', 'TL', 'лв', 'грн', 'руб', 'руб.'],
  ...['Euro', 'euro', 'EURO', 'Euros', 'euros', 'Dollar', 'Dollars', 'dollar', 'dollars'],
];

/** Every usual way of writing a currency, the longer ones first. */
export const currencyTexts: readonly CurrencyText[] = [
  ...[...signs, ...dollars, ...codes].map((text) => ({ text, joins: true })),
  ...words.map((text) => ({ text, joins: false })),
].sort((left, right) => right.text.length - left.text.length);

const byFirstCharacter = new Map<string, CurrencyText[]>();
for (const currency of currencyTexts) {
  const first = currency.text.charAt(0);
  byFirstCharacter.set(first, [...(byFirstCharacter.get(first) ?? []), currency]);
}

/** The longest currency that stands in a text at a position, or null. */
export function currencyAt(text: string, at: number): CurrencyText | null {
  const candidates = byFirstCharacter.get(text.charAt(at));
  return candidates?.find((currency) => text.startsWith(currency.text, at)) ?? null;
}
