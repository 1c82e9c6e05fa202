import { execFileSync } from 'node:child_process';

/** Worker threads, the command line and the packed tarball run from `dist`; the set-up script builds it when a source is newer. */
export default function buildOnce(): void {
  execFileSync(process.execPath, ['.ci/setup.mjs'], { stdio: 'inherit' });
}
