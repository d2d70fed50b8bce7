/** Value below which this share of the samples lies. */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export const median = (samples) => quantile(samples, 0.5);

/** Median, and how far the middle half spreads around it. */
export function summary(samples) {
  return {
    median: median(samples),
    spread: quantile(samples, 0.75) - quantile(samples, 0.25),
    runs: samples.length,
  };
}

/** Median, p95 and p99 of the times of calls. */
export function latency(times) {
  return { median: median(times), p95: quantile(times, 0.95), p99: quantile(times, 0.99) };
}
