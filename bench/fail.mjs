/** Ends the process with exit code 1 and one sentence on standard error. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
