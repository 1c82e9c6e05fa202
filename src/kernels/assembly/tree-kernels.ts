/*
 * The hot loops of growing trees, compiled into a module of their own: its memory is shared by threads, which text can't be
 * decoded out of. `../tree-kernels.ts` says what they do and what lies where; `../reference-trees.ts` does the same in plain
 * TypeScript, and tests hold the two to the same bytes.
 */

export { dismiss, joinPieces, reportLoss, runJob, serve } from './crew';
