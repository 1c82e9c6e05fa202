import fc from 'fast-check';

/** Property tests draw the same cases on every run, so that a failure is the change's own; `FC_SEED=n` looks elsewhere. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_123) });
