const LINE = /^disabled\s*:.*$/m;

/** The source with its `disabled` line set, or with one added. */
export function withDisabled(source: string, disabled: boolean): string {
  const line = `disabled: ${disabled}`;
  return LINE.test(source) ? source.replace(LINE, line) : `${source.trimEnd()}\n${line}\n`;
}
