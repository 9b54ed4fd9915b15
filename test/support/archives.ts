/** Archives of pages for tests: tar, zip and WARC, created on the fly. */
import { deflateRawSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

export type Entry = readonly [name: string, content: string | Uint8Array, more?: Partial<Header>];

export async function tar(entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack();
  for (const [name, content, more] of entries) archive.entry({ name, ...more }, Buffer.from(content));
  archive.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of archive) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

/** Written by hand, so that it can be wrong. @param flags 1 means encrypted */
export function zip(
  entries: readonly Entry[],
  { flags = 0, method = 8, size }: { flags?: number; method?: number; size?: number } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const raw = Buffer.from(content);
    const data = method === 8 ? deflateRawSync(raw) : raw;
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(size ?? raw.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, path, data]);
    parts.push(local);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, place, path]));
    offset += local.length;
  }
  const entriesSize = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(entriesSize, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\u0005\u0006'), end]);
}

/** A record of a WARC file. */
export function record(type: string, url: string, block: string | Uint8Array, contentType = 'application/http; msgtype=response'): Buffer {
  const bytes = Buffer.from(block);
  const head = `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nContent-Type: ${contentType}\r\nContent-Length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n\r\n')]);
}

/** A record of an HTTP answer. */
export function answer(
  url: string,
  body: string | Uint8Array,
  headers: readonly string[] = ['Content-Type: text/html'],
  status = '200 OK',
): Buffer {
  return record('response', url, Buffer.concat([Buffer.from([`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n')), Buffer.from(body)]));
}
