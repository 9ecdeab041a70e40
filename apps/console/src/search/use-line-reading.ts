import { useEffect, useState } from 'react';
import type { LineReading } from './read-line.ts';

const nothing: LineReading = { chips: [], problems: [] };

/** Reads the line with the server's own parser, which is fetched when the first character is typed. */
export function useLineReading(line: string): LineReading {
  const [read, setRead] = useState<{ readonly line: string; readonly reading: LineReading }>();
  useEffect(() => {
    if (line.trim() === '') return;
    let current = true;
    void import('./parse-line.ts').then(({ parseLine }) => {
      if (current) setRead({ line, reading: parseLine(line) });
    });
    return () => {
      current = false;
    };
  }, [line]);
  return read?.line === line && line.trim() !== '' ? read.reading : nothing;
}
