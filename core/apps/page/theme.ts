type Json = Record<string, unknown>;

/** The client's theme and style variables; the page's own stand in for those it does not give. */
export function applyTheme({ theme, styles, displayMode }: Json): void {
  const root = document.documentElement;
  if (theme === 'light' || theme === 'dark') root.style.colorScheme = theme;
  if (typeof displayMode === 'string') root.dataset.mode = displayMode;
  const { variables } = (styles ?? {}) as { variables?: Json };
  for (const [name, value] of Object.entries(variables ?? {})) {
    // A value with an address would be a request.
    if (/^--[a-z0-9-]+$/.test(name) && typeof value === 'string' && !/url\(/i.test(value))
      root.style.setProperty(name, value);
  }
}
