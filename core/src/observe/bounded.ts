/** More names than a host ever has. Beyond this, someone is making them up. */
const MOST_NAMES = 500;

/** Returns names unchanged, up to a maximum number of them: each label value of a metric stays in memory forever. */
export function boundedNames(most = MOST_NAMES): (name: string) => string {
  const seen = new Set<string>();
  return (name) => {
    if (seen.has(name)) return name;
    if (seen.size >= most) return 'other';
    seen.add(name);
    return name;
  };
}
