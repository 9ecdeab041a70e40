interface Line {
  readonly time?: string;
  readonly level?: string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

/** Formats JSON log lines as short lines for a terminal. */
export function readable(out: { write(text: string): unknown }): { write(line: string): unknown } {
  return { write: (line) => out.write(shortened(line)) };
}

function shortened(line: string): string {
  try {
    const { time = '', level = '', msg = '', ...rest } = JSON.parse(line) as Line;
    const fields = Object.entries(rest).filter(([name]) => name !== 'context');
    const fieldTexts = fields.map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return `${time.slice(11, 19)} ${level.toUpperCase().padEnd(5)} ${[msg, ...fieldTexts].join(' ')}\n`;
  } catch {
    return line;
  }
}
