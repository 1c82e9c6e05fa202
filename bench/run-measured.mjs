import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/**
 * Runs a command in a process of its own. Resolves to the JSON object that is the last line of its output, with
 * `wallSeconds` from the start of the process to its end; rejects when it fails.
 */
export function runMeasured(command, args) {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const wallSeconds = (performance.now() - begin) / 1000;
      if (code !== 0) reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `exit code ${code}`}.`));
      else resolve({ ...JSON.parse(output.trim().split('\n').at(-1)), wallSeconds });
    });
  });
}
