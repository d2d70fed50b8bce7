/** The values that match a text being typed: those that start with it first, then those that contain it. */
export function fittingText(values: readonly string[], text: string): string[] {
  const wanted = text.toLowerCase();
  const found = values.map((value) => ({ value, at: value.toLowerCase().indexOf(wanted) }));
  return [
    ...found.filter(({ at }) => at === 0).map(({ value }) => value),
    ...found.filter(({ at }) => at > 0).map(({ value }) => value),
  ];
}
