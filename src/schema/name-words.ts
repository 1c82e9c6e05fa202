import { isPhoneWord, isPostalWord, nameWords, words } from '../table/name-words.js';

const keyWords = words('id ids uuid guid no nr number userid');
const identifierWords = new Set([...keyWords, ...words('key identifier index idx rowid')]);

/** Written together in lower case: "customerid", "orderno". */
const joinedKey =
  /^(?:customer|client|user|member|person|patient|passenger|student|employee|account|order|invoice|transaction|payment|session|event|product|item|article|store|row|record|case|device|message|ticket|policy|claim|booking|trip|listing)(?:id|no|nr)$/;

const isKeyWord = (word: string | undefined): boolean => word !== undefined && (keyWords.has(word) || joinedKey.test(word));

/** Whether a name says "identifier": its last word does, or its first is "id". */
export function isIdentifierName(name: string): boolean {
  const parts = nameWords(name);
  return parts[0] === 'id' || isKeyWord(parts.at(-1)) || identifierWords.has(parts.at(-1) ?? '');
}

/** Whether a name says "key of something", as in "CustomerID" or "InvoiceNo": such values repeat, and still are no quantity. */
export function isKeyName(name: string): boolean {
  return isKeyWord(nameWords(name).at(-1)) && !isTimeName(name);
}

const timeWords = words('year yr date time month mnth week day hour minute second quarter period timestamp');

/** Whether a name says "point in time": such numbers go up by row without being identifiers. */
export function isTimeName(name: string): boolean {
  return nameWords(name).some((word) => timeWords.has(word));
}

const codeWords = words(
  'code codes cd type types typ class klass klasse classe clase category categories kategorie catégorie categoria categoría kind id zone region district ' +
    'bezirk ward status segment cluster group sex gender race ethnicity nationality country department occupation season weekday weather',
);
const codeEnding = /(?:code|class|type|category|status)$/;
const entityWords = words(
  'store shop branch agent company customer client vendor supplier seller station team warehouse airport carrier user',
);
const quantityWords = words('num number count total sum avg average mean n nb per pct percent size rate');

/** What a name says of whole numbers: kinds of something ("Pclass", "region_code"), who or where something is ("store"), or nothing. */
export function codeName(name: string): 'kind' | 'entity' | null {
  const parts = nameWords(name).filter((word) => !/^\d+$/.test(word));
  const word = parts[1] === 'of' ? parts[0] : parts.at(-1);
  if (word === undefined || parts.some((part) => quantityWords.has(part))) return null;
  if (codeWords.has(word) || codeEnding.test(word)) return 'kind';
  return entityWords.has(word) ? 'entity' : null;
}

export function isPhoneName(name: string): boolean {
  return nameWords(name).some((word) => isPhoneWord(word) || word === 'cell');
}

export function isPostalName(name: string): boolean {
  const parts = nameWords(name);
  return parts.some(isPostalWord) || /(?:zip|post|postal|pin)code|codepostal/.test(parts.join(''));
}

const moneyWords = words(
  'price prices cost costs revenue sales charge charges salary wage wages income fee fees fare payment amount budget profit balance spend spending msrp ' +
    'turnover preis umsatz kosten betrag gehalt prix montant coût precio importe costo preço prezzo usd eur gbp chf',
);
const percentWords = words('pct percent percentage perc prozent');

export function isMoneyName(name: string): boolean {
  return nameWords(name).some((word) => moneyWords.has(word));
}

export function isPercentName(name: string): boolean {
  return nameWords(name).some((word) => percentWords.has(word));
}

const latitudeWords = words('lat latitude latitud breitengrad');
const longitudeWords = words('lon lng long longitude longitud längengrad');

/** Which coordinate a name says. */
export function coordinateName(name: string): 'latitude' | 'longitude' | null {
  const parts = nameWords(name);
  if (parts.some((word) => latitudeWords.has(word))) return 'latitude';
  return parts.some((word) => longitudeWords.has(word)) ? 'longitude' : null;
}

/** Whether a name says "longitude" by nothing but "long", which may be the adjective. */
export function isAdjectiveName(name: string): boolean {
  const said = nameWords(name).filter((word) => longitudeWords.has(word));
  return said.length > 0 && said.every((word) => word === 'long');
}
