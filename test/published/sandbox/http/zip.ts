import { crc32 } from 'node:zlib';

/** A file in an archive. */
export interface ZipEntry {
  name: string;
  content: Buffer;
}

const UTF8_NAMES = 0x0800;
// 1980-01-01, the earliest date that the format supports.
const DATE = 0x21;

/** An uncompressed archive of files. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const file = Buffer.concat([localHeader(entry, name), name, entry.content]);
    files.push(file);
    directory.push(centralHeader(entry, name, offset), name);
    offset += file.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, index, end]);
}

function localHeader({ content }: ZipEntry, name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeCommon(header, 6, content, name);
  return header;
}

function centralHeader({ content }: ZipEntry, name: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  writeCommon(header, 8, content, name);
  header.writeUInt32LE(offset, 42);
  return header;
}

// Flags, method, time, date, checksum, sizes and length of the name, which both headers share.
function writeCommon(header: Buffer, at: number, content: Buffer, name: Buffer): void {
  header.writeUInt16LE(UTF8_NAMES, at);
  header.writeUInt16LE(DATE, at + 6);
  header.writeUInt32LE(crc32(content), at + 8);
  header.writeUInt32LE(content.length, at + 12);
  header.writeUInt32LE(content.length, at + 16);
  header.writeUInt16LE(name.length, at + 20);
}
