/**
 * True for a path of namespace files below `/_flows`, which Kestra turns into flows. It recognizes every spelling
 * that a server, a proxy or the disk may normalize (`/./`, `%5F`, other cases, trailing blanks and dots).
 */
export function isInFlowsFolder(path: string): boolean {
  const text = decoded(path)
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');
  // Kestra takes it for a URI, of which the path counts: behind a scheme, and behind a host.
  const below = text.replace(/^\s*[a-z][a-z\d+.-]*:/i, '');
  return [text, below, below.replace(/^\s*[/\\]{2}[^/\\]*/, '')].some(
    (each) => firstFolder(each).toLowerCase() === '_flows',
  );
}

function firstFolder(path: string): string {
  const folders: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    // Parameters of a part are no part of its name, nor is a stream of a file.
    const name = part.replace(/[;:].*$/s, '').trim();
    if (name === '..') folders.pop();
    else if (name.replace(/[\s.]+$/, '') !== '') folders.push(name.replace(/[\s.]+$/, ''));
  }
  return folders[0] ?? '';
}

/** As often as somebody between may do it. */
function decoded(path: string): string {
  let text = path;
  for (let times = 0; times < 3; times++)
    text = text.replace(/%[0-7][0-9a-f]/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    );
  return text;
}
