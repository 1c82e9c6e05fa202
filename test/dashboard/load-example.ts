import { fileURLToPath } from 'node:url';

/** A file of the repository. */
export const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A module of the example, which is plain JavaScript without types of its own. */
export async function loadExample<Module>(path: string): Promise<Module> {
  return (await import(at(`examples/dashboard/${path}`))) as Module;
}
