/** Formats of messages on standard error: text for people, JSON for programs. */
export const LOG_FORMATS = ['text', 'json'] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];
