// Loaded before a command (node --import): forbids network access and new processes, and logs every file that is opened,
// created, moved or removed, as JSON Lines in the file named by KLARTEXT_WATCH.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';

const { appendFileSync } = fs;
let writing = false;

function note(what: string, ...about: readonly unknown[]): void {
  // The log itself is not logged.
  if (writing) return;
  writing = true;
  try {
    appendFileSync(process.env.KLARTEXT_WATCH as string, `${JSON.stringify({ what, about: about.map(String) })}\n`);
  } finally {
    writing = false;
  }
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

/** A module whose functions are replaced. */
const replaceable = (module: object): Record<string, Call | undefined> => module as Record<string, Call | undefined>;

/** Makes functions of a module throw, and logs their calls. */
function forbid(module: object, ...names: readonly string[]): void {
  for (const name of names) {
    replaceable(module)[name] = (...args) => {
      note('forbidden', name, args[0] instanceof Object ? JSON.stringify(args[0]) : args[0]);
      throw new Error(`${name} is forbidden here`);
    };
  }
}

forbid(net, 'connect', 'createConnection');
forbid(net.Socket.prototype, 'connect');
forbid(tls, 'connect');
forbid(http, 'request', 'get');
forbid(https, 'request', 'get');
forbid(http2, 'connect');
forbid(dgram, 'createSocket');
forbid(dns, 'lookup', 'resolve', 'resolve4', 'resolve6');
forbid(dns.promises, 'lookup', 'resolve', 'resolve4', 'resolve6');
forbid(childProcess, 'spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork');
forbid(globalThis, 'fetch', 'WebSocket', 'EventSource');

const absolute = (file: unknown): string => path.resolve(file instanceof URL ? fileURLToPath(file) : String(file));

/** Logs the files that calls of a module's functions name in their first arguments. */
function watch(module: object, what: string, count: number, names: readonly string[]): void {
  for (const name of names) {
    const own = replaceable(module)[name];
    if (own === undefined) continue;
    replaceable(module)[name] = function (...args) {
      for (const file of args.slice(0, count)) if (typeof file !== 'number' && !(file instanceof Function)) note(what, absolute(file));
      return own.apply(this, args);
    };
  }
}

/** A file is opened for writing if its flags say so. */
function watchOpen(module: object, name: string): void {
  const own = replaceable(module)[name] as Call;
  replaceable(module)[name] = function (file, ...rest) {
    const flags = rest.find((value) => typeof value === 'string' || typeof value === 'number') ?? 'r';
    const writes = typeof flags === 'string' ? /[wa+]/u.test(flags) : (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
    note(writes ? 'write' : 'read', absolute(file));
    return own.call(this, file, ...rest);
  };
}

const READS = ['readFile', 'readFileSync', 'readdir', 'readdirSync', 'opendir', 'opendirSync', 'readlink', 'readlinkSync'];
const WRITES = 'writeFile appendFile mkdir mkdtemp rmdir rm unlink truncate chmod chown utimes'.split(' ');
const MOVES = 'rename link symlink copyFile cp'.split(' ');
const both = (names: readonly string[]): string[] => names.flatMap((name) => [name, `${name}Sync`]);

for (const module of [fs, fs.promises]) {
  watch(module, 'read', 1, READS);
  watch(module, 'write', 1, both(WRITES));
  watch(module, 'write', 2, both(MOVES));
}
watchOpen(fs, 'open');
watchOpen(fs, 'openSync');
watchOpen(fs.promises, 'open');
syncBuiltinESMExports();
note('started', process.pid);
