const plainDecimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads a plain decimal number ("12", "-0.5", "+1e3", ".5"), blanks around it ignored.
 * Infinity, hexadecimal, digit groups and currencies are not numbers here.
 *
 * @returns the number, or NaN when the text is none or its value is beyond a double
 */
export function parseNumber(text: string): number {
  const trimmed = text.trim();
  if (!plainDecimal.test(trimmed)) return NaN;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : NaN;
}
