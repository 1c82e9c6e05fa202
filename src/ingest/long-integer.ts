/**
 * Whether a JSON number is a whole number that a double can't hold exactly, such as an id of 18 digits. It is taken as
 * text, since its last digits would be lost.
 */
export function isLongInteger(number: string): boolean {
  return number.length > 15 && wholeNumber.test(number) && !Number.isSafeInteger(Number(number));
}

/** Whether JSON text may hold such a number; false only where it does not. */
export function mayHoldLongInteger(text: string): boolean {
  return longDigits.test(text);
}

const wholeNumber = /^-?\d+$/;
const longDigits = /[:,[\s]-?[1-9]\d{15}/;
