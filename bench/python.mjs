import { execFileSync } from 'node:child_process';

/** The first Python that has pandas, or null. */
export function pythonWithPandas() {
  for (const command of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(command, ['-c', 'import pandas'], { stdio: 'ignore' });
      return command;
    } catch {
      // Absent, or without pandas.
    }
  }
  process.stderr.write('There is no python3 with pandas, so pandas is left out.\n');
  return null;
}

/** The version of pandas that this Python has. */
export function pandasVersion(python) {
  return execFileSync(python, ['-c', 'import pandas; print(pandas.__version__)'], { encoding: 'utf8' }).trim();
}
