const blocks = ' ▁▂▃▄▅▆▇█';
const shades = '█▓▒░';

/** How many characters a {@link sparkline} or {@link shareStrip} takes. */
export const stripWidth = 20;

/** A share from 0 to 1 as a bar. */
export function bar(share: number, length: number): string {
  return '█'.repeat(share > 0 ? Math.max(1, Math.round(share * length)) : 0).padEnd(length, '·');
}

/** A histogram in one line: bins joined to at most {@link stripWidth} blocks. */
export function sparkline(counts: readonly number[]): string {
  const per = Math.ceil(counts.length / stripWidth);
  const joined = Array.from({ length: Math.ceil(counts.length / per) }, (_, i) =>
    counts.slice(i * per, (i + 1) * per).reduce((a, b) => a + b, 0),
  );
  const most = Math.max(...joined, 1);
  return joined.map((count) => blocks[count === 0 ? 0 : Math.max(1, Math.round((8 * count) / most))]).join('');
}

/** Up to four shares of a whole side by side, each in its own shade; dots for what they leave, and for those too small to draw. */
export function shareStrip(shares: readonly number[]): string {
  let strip = '';
  let sum = 0;
  for (const [i, share] of shares.slice(0, shades.length).entries()) {
    if (share * stripWidth < 0.5) break;
    sum += share;
    strip += (shades[i] ?? '').repeat(Math.max(0, Math.round(sum * stripWidth) - strip.length));
  }
  return strip.padEnd(stripWidth, '·');
}
