/** How a run may speak on standard error: to people, or as JSON to a program. */
export const LOGS = ['text', 'json'] as const;

export type Log = (typeof LOGS)[number];
