/** Says on a terminal what is going on, over what was said before; "" clears the line. Elsewhere nothing is said. */
export function showProgress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(70)}${text === '' ? '\r' : ''}`);
}
