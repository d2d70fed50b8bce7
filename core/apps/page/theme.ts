import { asObject, type Json } from './json.js';

const SIDES = ['top', 'right', 'bottom', 'left'];

/** Applies the client's theme and style variables. The page has defaults for missing ones. */
export function applyTheme({ theme, styles, displayMode, safeAreaInsets }: Json): void {
  const root = document.documentElement;
  if (theme === 'light' || theme === 'dark') root.style.colorScheme = theme;
  if (typeof displayMode === 'string') root.dataset.mode = displayMode;
  for (const [side, pixels] of Object.entries(asObject(safeAreaInsets))) {
    if (typeof pixels === 'number' && SIDES.includes(side))
      root.style.setProperty(`--safe-${side}`, `${pixels}px`);
  }
  const { variables } = (styles ?? {}) as { variables?: Json };
  for (const [name, value] of Object.entries(variables ?? {})) {
    // A value with a URL would send a request.
    if (/^--[a-z0-9-]+$/.test(name) && typeof value === 'string' && !/url\(/i.test(value))
      root.style.setProperty(name, value);
  }
}
