/** More names than a host has of a kind; then somebody makes them up. */
const MOST_NAMES = 500;

/** Gives names as they are, up to a number of them: each label that is counted by stays in memory for good. */
export function boundedNames(most = MOST_NAMES): (name: string) => string {
  const seen = new Set<string>();
  return (name) => {
    if (seen.has(name)) return name;
    if (seen.size >= most) return 'other';
    seen.add(name);
    return name;
  };
}
