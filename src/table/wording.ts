/** A count with separators: 7,043. */
export function showCount(count: number): string {
  // The first Intl.NumberFormat of a process takes 20 ms to make.
  return count.toFixed(0).replace(/\d(?=(?:\d{3})+$)/g, '$&,');
}

/** A count of distinct values: "7,043", or to three digits "about 412,000" where it is an estimate. */
export function showDistinct({
  distinct,
  distinctExact,
}: {
  readonly distinct: number;
  readonly distinctExact: boolean;
}): string {
  return distinctExact ? showCount(distinct) : `about ${showCount(Number(distinct.toPrecision(3)))}`;
}

/** "1 cell", "7,043 cells". */
export function showMany(count: number, one: string, many = `${one}s`): string {
  return `${showCount(count)} ${count === 1 ? one : many}`;
}

/** A share of 0 to 1 as a percentage that never rounds a part up to all or down to nothing: 99.8%. */
export function showShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return 'less than 0.1%';
  if (percent < 100 && percent > 99.9) return 'more than 99.9%';
  return `${Number(percent.toFixed(1))}%`;
}
