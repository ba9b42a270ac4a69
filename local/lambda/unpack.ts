import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { dirname, join, relative, sep } from 'path';
import { inflateRawSync } from 'zlib';

/** Signatures of the records of a zip file. */
const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;

/** A folder as it is, a zip file as what is in it. */
export function unpacked(path: string, folderFor: () => string): string {
  if (statSync(path).isDirectory()) return path;
  const folder = folderFor();
  mkdirSync(folder, { recursive: true });
  unzip(readFileSync(path), folder, path);
  return folder;
}

/** @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
function unzip(archive: Buffer, folder: string, name: string): void {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error(`${name} is not a zip file`);
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0 && archive.readUInt32LE(at) === ENTRY; left -= 1) {
    const method = archive.readUInt16LE(at + 10);
    const compressed = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const header = archive.readUInt32LE(at + 42);
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const mode = archive.readUInt16LE(at + 40);
    // The lengths of names and extra fields are others in the header before the content.
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    write(join(folder, path), folder, archive.subarray(start, start + compressed), method, mode);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

function write(file: string, folder: string, content: Buffer, method: number, mode: number): void {
  const inside = relative(folder, file);
  if (inside === '..' || inside.startsWith(`..${sep}`)) throw new Error(`the zip file has an entry outside of itself: ${inside}`);
  if (file.endsWith(sep)) {
    mkdirSync(file, { recursive: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, method === 0 ? content : inflateRawSync(content));
  const isExecutable = /[1357]/.test(mode.toString(8).slice(-3));
  if (isExecutable) chmodSync(file, 0o755);
}
