import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** One log stream for all processes; each line starts with the name of its process. */
export class LogStream {
  readonly #out: NodeJS.WritableStream;
  readonly #width: number;
  readonly #shorten: boolean;

  /** `width`: of the name column, characters. `shorten`: format JSON lines as short lines for a terminal. */
  constructor(out: NodeJS.WritableStream, width: number, shorten: boolean) {
    this.#out = out;
    this.#width = width;
    this.#shorten = shorten;
  }

  say(name: string, line: string): void {
    this.#out.write(`${name.padEnd(this.#width)} | ${this.#shorten ? shortened(line) : line}\n`);
  }

  /** Takes over every line of a stream that is not `quiet`. */
  follow(name: string, stream: Readable, { quiet }: Followed): void {
    const lines = createInterface({ input: stream, crlfDelay: Infinity });
    lines.on('line', (line) => {
      if (quiet?.(line) !== true) this.say(name, line);
    });
  }
}

interface Followed {
  readonly quiet: ((line: string) => boolean) | undefined;
}

/** Formats a JSON log line as `time level message field=value …`; returns other lines unchanged. */
export function shortened(line: string): string {
  const parsed = parsedLine(line);
  if (parsed === undefined) return line;
  const { time, level, msg, ...rest } = parsed;
  const fieldEntries = Object.entries(rest).filter(([name]) => name !== 'context');
  const fields = fieldEntries.map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [String(time).slice(11, 19), String(level).toUpperCase().padEnd(5), msg, ...fields].join(' ');
}

function parsedLine(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    return typeof value['msg'] === 'string' && typeof value['time'] === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
