/** The words of a column's name in lower case: "CustomerID", "customer_id" and "Customer ID" are all customer, id. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const identifierWords = new Set([
  'id',
  'ids',
  'uuid',
  'guid',
  'key',
  'identifier',
  'index',
  'idx',
  'no',
  'nr',
  'number',
  'rowid',
  'userid',
]);

/** Whether a name says "identifier": its last word does, or its first is "id". */
export function isIdentifierName(name: string): boolean {
  const words = nameWords(name);
  return words[0] === 'id' || identifierWords.has(words.at(-1) ?? '');
}

const keyWords = new Set(['id', 'ids', 'uuid', 'guid', 'no', 'nr', 'userid']);

/** Whether a name says "key of something", as in "CustomerID" or "InvoiceNo": such values repeat, and still are no quantity. */
export function isKeyName(name: string): boolean {
  return keyWords.has(nameWords(name).at(-1) ?? '');
}

const yearWords = new Set(['year', 'yr', 'date', 'time', 'month', 'week', 'day']);

/** Whether a name says "point in time": such numbers go up by row without being identifiers. */
export function isTimeName(name: string): boolean {
  return nameWords(name).some((word) => yearWords.has(word));
}
