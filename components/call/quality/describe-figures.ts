/** "0.5 %": with one digit behind the point only while it is small. */
export function describeShare(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** "850 kbit/s", "1.2 Mbit/s". */
export function describeRate(kbps: number): string {
  return kbps < 1_000 ? `${Math.round(kbps)} kbit/s` : `${(kbps / 1_000).toFixed(1)} Mbit/s`;
}

/** "12.3 MB": SI units, as providers count them. */
export function describeBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.round(bytes / 1_000)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
