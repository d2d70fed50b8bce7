/** Returns the width of a text, in pixels. */
export type Ruler = (text: string) => number;

/** Measures texts in the font of the page, as if all were names, which are the widest. */
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

/** Shortens a text to the available width. */
export function fitted(text: string, ruler: Ruler, room: number): string {
  if (ruler(text) <= room) return text;
  const signs = [...text];
  const cut = (count: number) => `${signs.slice(0, count).join('')}…`;
  let [fits, most] = [1, signs.length - 1];
  while (fits < most) {
    const tried = Math.ceil((fits + most) / 2);
    if (ruler(cut(tried)) <= room) fits = tried;
    else most = tried - 1;
  }
  return cut(fits);
}
