interface Line {
  readonly time?: string;
  readonly level?: string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

/** Turns JSON log lines into short ones for a terminal. */
export function readable(out: { write(text: string): unknown }): { write(line: string): unknown } {
  return { write: (line) => out.write(shortened(line)) };
}

function shortened(line: string): string {
  try {
    const { time = '', level = '', msg = '', ...rest } = JSON.parse(line) as Line;
    const fields = Object.entries(rest).filter(([name]) => name !== 'context');
    const told = fields.map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return `${time.slice(11, 19)} ${level.toUpperCase().padEnd(5)} ${[msg, ...told].join(' ')}\n`;
  } catch {
    return line;
  }
}
