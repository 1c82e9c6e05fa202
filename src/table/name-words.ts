/** Characters of a name that are looked at. */
const NAME_LENGTH = 200;

/** The words of a column's name in lower case: "CustomerID", "customer_id" and "Customer ID" are all customer, id. */
export function nameWords(name: string): string[] {
  return name
    .slice(0, NAME_LENGTH)
    .normalize('NFC')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
