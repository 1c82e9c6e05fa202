import { nameWords } from '../../table/name-words.js';

const codes = new Set(
  'zip zipcode zipcodes postal postalcode postcode plz postleitzahl cep pincode phone telephone tel telefon mobile fax phonenumber'.split(
    ' ',
  ),
);
const suffixes = new Set(['code', 'codes', 'number', 'no', 'nr', 'num']);

/** Whether a column's name says that its digits are a postal code or a telephone number, and no quantity. */
export function isCodeName(name: string): boolean {
  const words = nameWords(name);
  const last = words.at(-1) ?? '';
  return codes.has(last) || (suffixes.has(last) && codes.has(words.at(-2) ?? ''));
}

const times = new Set('time timestamp datetime date epoch created updated modified ts at when'.split(' '));

/** Whether a column's name says that it holds points in time. */
export function isTimeName(name: string): boolean {
  return times.has(nameWords(name).at(-1) ?? '');
}
