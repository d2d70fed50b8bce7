/** The value at a path of names and indexes joined by dots. A name may contain dots itself. */
export function valueAt(value: unknown, path: string): { value: unknown } | undefined {
  if (path === '') return { value };
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, path)) return { value: (value as Record<string, unknown>)[path] };
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot);
    if (!Object.hasOwn(value, name)) continue;
    const found = valueAt((value as Record<string, unknown>)[name], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
