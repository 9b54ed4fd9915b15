/** jsdom, a standard-conforming DOM. No other module loads it. */
import { setImmediate } from 'node:timers/promises';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { Dom } from './dom.js';

export function open(page: string): Dom {
  const { window } = new JSDOM(page, { virtualConsole: new VirtualConsole() });
  return {
    document: window.document,
    async close() {
      window.close();
      // jsdom releases its windows only in the next turn of the event loop.
      await setImmediate();
    },
  };
}
