/**
 * True for a path of namespace files below `/_flows`, whose files Kestra turns into flows. Recognizes every spelling
 * that a server, a proxy or the disk may normalize (`/./`, `%5F`, other cases, trailing spaces and dots).
 */
export function isInFlowsFolder(path: string): boolean {
  const text = decoded(path)
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');
  // Kestra reads this as a URI and uses only its path, which follows the scheme and the host.
  const below = text.replace(/^\s*[a-z][a-z\d+.-]*:/i, '');
  return [text, below, below.replace(/^\s*[/\\]{2}[^/\\]*/, '')].some(
    (each) => firstFolder(each).toLowerCase() === '_flows',
  );
}

function firstFolder(path: string): string {
  const folders: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    // Path parameters and file streams are not part of the name.
    const name = part.replace(/[;:].*$/s, '').trim();
    if (name === '..') folders.pop();
    else if (name.replace(/[\s.]+$/, '') !== '') folders.push(name.replace(/[\s.]+$/, ''));
  }
  return folders[0] ?? '';
}

/** Decodes repeatedly, because servers in between may do so. */
function decoded(path: string): string {
  let text = path;
  for (let times = 0; times < 3; times++)
    text = text.replace(/%[0-7][0-9a-f]/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    );
  return text;
}
