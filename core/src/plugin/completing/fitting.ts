/** Of the values those that fit a text that is being typed: what begins with it first, then what has it elsewhere. */
export function fittingText(values: readonly string[], text: string): string[] {
  const wanted = text.toLowerCase();
  const found = values.map((value) => ({ value, at: value.toLowerCase().indexOf(wanted) }));
  return [
    ...found.filter(({ at }) => at === 0).map(({ value }) => value),
    ...found.filter(({ at }) => at > 0).map(({ value }) => value),
  ];
}
