/** Where the built worker stands: beside the built library, or in `dist` when the library runs from its TypeScript sources. */
export function workerUrl(moduleUrl: string): string {
  return new URL(moduleUrl.endsWith('.ts') ? '../../dist/worker.js' : './worker.js', moduleUrl).href;
}
