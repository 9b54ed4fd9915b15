/** Where restored documents are written: a folder or a record file. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { stringifyRecord } from '../../files/records.js';
import { COMPRESSIONS } from '../../files/sinks/compress.js';
import { Folder, type Refusal } from '../../files/sinks/folder.js';
import { LineFile, partOf } from '../../files/sinks/lineFile.js';
import { UniqueNames } from '../../files/uniqueNames.js';
import { RestoreError, recordFrom } from '../../write/standoff/restore.js';
import type { Standoff } from '../../write/standoff/standoff.js';
import { fileBelow } from './fileBelow.js';
import type { RecordFields } from './fileRecord.js';

export interface Target {
  /** @throws RestoreError if this document cannot be written there */
  put(standoff: Standoff, original: Uint8Array | string, record: RecordFields | undefined): Promise<void>;
  /** @param record replaces a document that could not be restored */
  pass(record: RecordFields): Promise<void>;
  finish(): Promise<void>;
  /** Stops without leaving partial files. */
  abandon(): Promise<void>;
}

/** A folder that holds each document at the relative path of its source. */
export class FolderTarget implements Target {
  private readonly folder: Folder;
  private readonly names = new UniqueNames();
  /** Folders of the sources, and their names here. */
  private readonly folders = new Map<string, string>();

  /** @param refusal the reason why a file must not be written, if there is one */
  constructor(folder: string, refusal?: Refusal) {
    this.folder = new Folder(folder, refusal);
    this.folder.clear();
  }

  async put({ source }: Standoff, original: Uint8Array | string): Promise<void> {
    if (typeof original === 'string' && /\p{Surrogate}/u.test(original)) {
      throw new RestoreError('its text contains half a surrogate pair, which no file can hold; restore it with --to jsonl');
    }
    const inside = path.relative(this.folder.path, fileBelow(this.folder.path, source));
    this.folder.write(this.nameOf(inside.split(path.sep).join('/')), original);
  }

  /**
   * Names may collide, between folders or between records: later ones are numbered, and so is a folder with the name of
   * a file.
   */
  private nameOf(source: string): string {
    const { dir, name, ext } = path.posix.parse(source);
    return this.names.take(this.folderOf(dir) + name, ext);
  }

  /** The folder for documents of a source folder, with a trailing slash. */
  private folderOf(place: string): string {
    if (place === '') return '';
    let folder = this.folders.get(place);
    if (folder === undefined) {
      const { dir, base } = path.posix.parse(place);
      folder = `${this.names.take(this.folderOf(dir) + base, '')}/`;
      this.folders.set(place, folder);
    }
    return folder;
  }

  async pass(): Promise<void> {}

  async finish(): Promise<void> {
    this.folder.close();
  }

  async abandon(): Promise<void> {
    this.folder.close();
  }
}

/** Number of pending characters at which lines are written. */
const BLOCK = 1 << 20;

/** A record file or standard output: one record per cleaned record, in order. */
export class RecordTarget implements Target {
  private constructor(
    private readonly file: LineFile | undefined,
    private readonly print: (text: string) => Promise<void>,
  ) {}

  /** @param file standard output if undefined */
  static async open(file: string | undefined, print: (text: string) => Promise<void>): Promise<RecordTarget> {
    if (file === undefined) return new RecordTarget(undefined, print);
    const compress = COMPRESSIONS.find((ending) => file.toLowerCase().endsWith(`.${ending}`));
    return new RecordTarget(await LineFile.open(file, { keep: 0, ...(compress === undefined ? {} : { compress }) }), print);
  }

  async put(standoff: Standoff, original: Uint8Array | string, record: RecordFields | undefined): Promise<void> {
    await this.write(recordFrom(standoff, record, original));
  }

  async pass(record: RecordFields): Promise<void> {
    await this.write(record);
  }

  private async write(record: RecordFields): Promise<void> {
    const line = `${stringifyRecord(record)}\n`;
    if (this.file === undefined) return this.print(line);
    this.file.add(line);
    if (this.file.pending >= BLOCK) await this.file.flush();
  }

  async finish(): Promise<void> {
    await this.file?.finish();
  }

  async abandon(): Promise<void> {
    if (this.file === undefined) return;
    await this.file.close().finally(() => rm(partOf(this.file?.file as string), { force: true }));
  }
}
