/** Whether this code runs from the TypeScript sources, as in the tests, or from the built package. */
const fromSources = import.meta.url.endsWith('.ts');

/** The module of the process that runs a language model. */
export function processUrl(): URL {
  return new URL(fromSources ? '../../../dist/summary-process.js' : './summary-process.js', import.meta.url);
}

/** The folder that holds the shipped model's folder. */
export function modelsUrl(): URL {
  return new URL(fromSources ? './' : './models/', import.meta.url);
}
