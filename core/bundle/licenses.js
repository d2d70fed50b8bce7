/** The licenses of all packages that have code in a bundle, for the people who receive it. */
export function licenses(title, parts) {
  if (parts.length === 0) return `${title} contains no code of other packages.\n`;
  // Packages of one project share the same long text.
  const titles = new Map();
  for (const { name, version, within, text } of parts) {
    const named = `${name} ${version}${within === undefined ? '' : ` in ${within}`}`;
    titles.set(text, [...(titles.get(text) ?? []), named]);
  }
  const texts = [...titles].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return [`${title} contains code of these packages.`, ...texts].join(`\n\n${'-'.repeat(80)}\n\n`);
}
