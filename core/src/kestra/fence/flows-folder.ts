/**
 * True for a path of namespace files below `/_flows`, of which Kestra makes flows, in whatever way it is written: a
 * server, a proxy before it or the disk below it may fold what is left here (`/./`, `%5F`, other cases, blanks and dots at
 * the end of a name).
 */
export function isInFlowsFolder(path: string): boolean {
  const [first = ''] = decoded(path)
    .normalize('NFKC')
    .split(/[/\\]/)
    .map((part) => part.replace(/[\s.\p{Cc}\p{Default_Ignorable_Code_Point}]+$/gu, '').trim())
    .filter((part) => part !== '');
  return first.toLowerCase() === '_flows';
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
