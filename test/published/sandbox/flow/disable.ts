const LINE = /^disabled\s*:.*$/m;

/** Sets or adds the `disabled` line of a source. */
export function withDisabled(source: string, disabled: boolean): string {
  const line = `disabled: ${disabled}`;
  return LINE.test(source) ? source.replace(LINE, line) : `${source.trimEnd()}\n${line}\n`;
}
