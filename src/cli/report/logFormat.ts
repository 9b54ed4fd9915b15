/** How a run may speak on standard error: to people, or as JSON to a program. */
export const LOG_FORMATS = ['text', 'json'] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];
