/** How far rounding may have moved each value: half a unit of the last decimal; 0 where there are too many decimals to tell. */
export function roundingOf(values: Float64Array): number {
  for (let unit = 1; unit >= 1e-6; unit /= 10) {
    const rounded = (value: number): boolean => Number.isNaN(value) || Math.abs(value / unit - Math.round(value / unit)) < 1e-6;
    if (values.every(rounded)) return unit * 0.5005;
  }
  return 0;
}
