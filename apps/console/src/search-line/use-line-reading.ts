import { useEffect, useState } from 'react';
import type { LineReading } from './read-line.ts';

const nothing: LineReading = { chips: [], problems: [] };

/**
 * Reads the line with the server's own parser, which is fetched when the first character is typed. Undefined until this
 * very line has been read: on a slow connection the parser comes seconds later, and nothing is known of the line before.
 * A parser that cannot be fetched finds nothing wrong; the server then has the only word.
 */
export function useLineReading(line: string): LineReading | undefined {
  const [read, setRead] = useState<{ readonly line: string; readonly reading: LineReading }>();
  useEffect(() => {
    if (line.trim() === '') return;
    let current = true;
    const keep = (reading: LineReading) => current && setRead({ line, reading });
    void import('./parse-line.ts').then(
      ({ parseLine }) => keep(parseLine(line)),
      () => keep(nothing),
    );
    return () => {
      current = false;
    };
  }, [line]);
  if (line.trim() === '') return nothing;
  return read?.line === line ? read.reading : undefined;
}
