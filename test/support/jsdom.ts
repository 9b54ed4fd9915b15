/** The real jsdom, loaded by Node outside jest's module registry (see environment.cjs). */
type Jsdom = typeof import('jsdom');

const { JSDOM, VirtualConsole } = await (globalThis as unknown as { loadJsdom: () => Promise<Jsdom> }).loadJsdom();

export { JSDOM, VirtualConsole };
