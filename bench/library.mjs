import { existsSync } from 'node:fs';
import { fail } from './fail.mjs';

const built = new URL('../dist/index.js', import.meta.url);

/** The built package, as users import it. Ends the process when there is none. */
export async function loadLibrary() {
  if (!existsSync(built)) fail('There is no dist/index.js: run "npm run build" first.');
  return import(built.href);
}
