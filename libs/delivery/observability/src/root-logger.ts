import { pino, type Logger } from 'pino';
import { scrub } from './scrub.ts';

export interface RootLoggerOptions {
  readonly level?: string;
  /** Destination of the lines; default: standard output. */
  readonly out?: { write(line: string): unknown };
}

/**
 * Creates the logger of a process. It writes JSON lines and removes credentials from every line before it is written. ERROR
 * means that a person must act.
 */
export function rootLogger({ level = 'info', out = process.stdout }: RootLoggerOptions = {}): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: [
        'password',
        '*.password',
        'token',
        '*.token',
        'secret',
        '*.secret',
        'headers.authorization',
        'headers.cookie',
        '*.headers.authorization',
        '*.headers.cookie',
      ],
      censor: '***',
    },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(options, { write: (line: string) => void out.write(scrub(line)) });
}
