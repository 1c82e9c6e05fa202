import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const cli = join(import.meta.dirname, '../../dist/cli.js');

/** A file of `samples/`. */
export const sample = (name: string): string => join(import.meta.dirname, '../../samples', name);

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the child once it runs, for example to interrupt it. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs the built command line as a process of its own. */
export function runCli(args: readonly string[], { input, cwd, env, onStart }: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
    onStart?.(child);
  });
}

/** An empty folder, removed after the file's tests. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tabulyst-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
