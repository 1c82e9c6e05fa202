import { TabulystError } from 'tabulyst';

/** What is wrong with how the command was called, as the error that ends with exit status 2. */
export function usageError(message: string): TabulystError {
  return new TabulystError('CLI_USAGE', message);
}
