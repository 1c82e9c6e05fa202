import { readFileSync } from 'node:fs';

/**
 * The process's peak resident set in bytes. Linux's own record of this program is taken where there is one, since
 * `maxRSS` also counts what the parent held when it started the process.
 */
export function peakMemory() {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
