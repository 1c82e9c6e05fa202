/** Words for telephone numbers, in the usual languages. */
const phoneWords = words(
  'phone phones telephone tel mobile cellphone fax telefon telefono teléfono téléphone telefone msisdn whatsapp телефон',
);
/** Words for postal codes. */
const postalWords = words('zip postal postcode plz postleitzahl cep eircode');
const joinedPostal = /(?:zip|post|postal|pin)codes?$|codepostal$/;

/** Characters of a name that are looked at. */
const NAME_LENGTH = 200;

/** Where words begin and end in names: in those of ASCII alone as in any, but ready for use in a tenth of the time. */
const asciiBounds = { small: /([a-z\d])([A-Z])/g, capital: /([A-Z]+)([A-Z][a-z])/g, between: /[^a-z\d]+/ };
const anyBounds = {
  small: /([\p{Ll}\d])(\p{Lu})/gu,
  capital: /(\p{Lu}+)(\p{Lu}\p{Ll})/gu,
  between: /[^\p{L}\p{N}]+/u,
};
const asciiName = /^[ -~]*$/;

/** The words of a column's name in lower case: "CustomerID", "customer_id" and "Customer ID" are all customer, id. */
export function nameWords(name: string): string[] {
  const bounds = asciiName.test(name) ? asciiBounds : anyBounds;
  return name
    .slice(0, NAME_LENGTH)
    .normalize('NFC')
    .replace(bounds.small, '$1 $2')
    .replace(bounds.capital, '$1 $2')
    .toLowerCase()
    .split(bounds.between)
    .filter((word) => word !== '');
}

/** Whether a word of a name says "telephone number". */
export function isPhoneWord(word: string): boolean {
  return phoneWords.has(word) || word.endsWith('phone');
}

/** Whether a word of a name, or several joined, say "postal code". */
export function isPostalWord(word: string): boolean {
  return postalWords.has(word) || joinedPostal.test(word);
}

/** A set of words from a list with blanks between them. */
export function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
