import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Modules of the sources, by their path in `src`, as one: what the library does not offer by itself. `names` are what each gives. */
export async function bundleSources(name, parts) {
  const source = Object.entries(parts).map(([file, names]) => `export { ${names} } from './src/${file}.ts';`);
  const outfile = `${root}bench/.data/${name}.mjs`;
  await build({
    stdin: { contents: source.join('\n'), resolveDir: root },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outfile,
    logLevel: 'error',
  });
  return import(outfile);
}
