// Sets up a fresh checkout and does nothing on a current one: installs the locked packages when they are missing or the
// lock file is newer, and builds `dist` when a source is newer than the last build.
import { execSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** npm writes it at the end of every install. */
const installed = 'node_modules/.package-lock.json';

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newestUnder(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) newest = Math.max(newest, changedAt(join(entry.parentPath ?? entry.path, entry.name)));
  }
  return newest;
}

function run(command, why) {
  process.stderr.write(`tabulyst set-up: ${why} (${command})\n`);
  // Standard output belongs to the command that follows, so the installer's own goes to standard error.
  execSync(command, { stdio: ['ignore', 2, 2] });
}

function isBuilt() {
  const sources = Math.max(
    newestUnder('src'),
    newestUnder('adapters'),
    changedAt('tsup.config.ts'),
    changedAt('package.json'),
    changedAt(installed),
  );
  return changedAt('dist/.built') > sources;
}

/** One set-up at a time: a second one waits for the first and then finds nothing left to do. */
async function withLock(work) {
  const lock = 'node_modules/.tabulyst-setup';
  mkdirSync('node_modules', { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (Date.now() - changedAt(lock) > 300_000) rmdirSync(lock);
      else await new Promise((done) => setTimeout(done, 200));
    }
  }
  try {
    work();
  } finally {
    if (existsSync(lock)) rmdirSync(lock);
  }
}

// npm would empty the folder that a link leads to.
if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) {
  throw new Error('node_modules is a link to another folder: remove the link, and set-up installs the packages here.');
}
if (changedAt(installed) < changedAt('package-lock.json'))
  run('npm ci --ignore-scripts --no-audit --no-fund', 'installing packages');
if (!isBuilt()) {
  await withLock(() => {
    if (isBuilt()) return;
    const begun = new Date();
    run('npm run --silent build', 'building dist');
    writeFileSync('dist/.built', '');
    // The time the build began: a source changed while it ran makes the next set-up build again.
    utimesSync('dist/.built', begun, begun);
  });
}
