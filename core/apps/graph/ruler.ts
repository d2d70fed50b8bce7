/** How wide a text is, in pixels. */
export type Ruler = (text: string) => number;

/** Measures texts as the page draws them: as if all were names, which are the widest. */
export function rulerFor(fontFamily: string): Ruler {
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = `600 13px ${fontFamily}`;
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text) ?? context?.measureText(text).width ?? text.length * 8;
    known.set(text, width);
    return width;
  };
}

/** The beginning of a text for which there is room. */
export function fitted(text: string, ruler: Ruler, room: number): string {
  if (ruler(text) <= room) return text;
  const signs = [...text];
  while (signs.length > 1 && ruler(`${signs.join('')}…`) > room) signs.pop();
  return `${signs.join('')}…`;
}
