/*
 * The hot loops of reading and counting, in AssemblyScript, compiled into one module. `../kernels.ts` says what each does and what lies where in memory;
 * `../reference-kernels.ts` does the same in plain TypeScript, and tests hold the two to the same bytes.
 *
 * Every text that is read has at least 64 readable bytes behind it, so that it can be loaded in words. Editors know no
 * decorators of functions, which the compiler does: hence the marks for them.
 */

export { binColumn } from './bins';
export { draw, gather, pick, renumber } from './codes';
export { numbers } from './decimals';
export { followedTexts, numberTexts, rehash, texts } from './dictionary';
export { compactCounts, countRuns, countSteps, fillBins, findCount, range, retally, sketch, standardise, stepNumbers, sumLevels, tally } from './numbers';
export { assignPoints, clusterDistances, moveCenters, nearestDistances, pointDistances } from './points';
export { findBeyond, findMarked, hashCodes, hashNumbers, markHashes, missingCodes, missingNumbers } from './rows';
export { scan } from './scan';
export { sortNumbers } from './sort';
export { survey } from './survey';
