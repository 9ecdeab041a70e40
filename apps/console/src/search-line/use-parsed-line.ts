import { useEffect, useState } from 'react';
import type { ParsedLine } from './parsed-line.ts';

const empty: ParsedLine = { chips: [], problems: [], isUnfinished: false };

/**
 * Parses the line with the server's parser, which is fetched when the first character is typed. Undefined until this line
 * is parsed, which takes seconds on a slow connection. If the parser cannot be fetched, no error is reported here and the
 * server validates the line.
 */
export function useParsedLine(line: string): ParsedLine | undefined {
  const [latest, setLatest] = useState<{ readonly line: string; readonly parsed: ParsedLine }>();
  useEffect(() => {
    if (line.trim() === '') return;
    let current = true;
    const keep = (parsed: ParsedLine) => current && setLatest({ line, parsed });
    void import('./parse-line.ts').then(
      ({ parseLine }) => keep(parseLine(line)),
      () => keep(empty),
    );
    return () => {
      current = false;
    };
  }, [line]);
  if (line.trim() === '') return empty;
  return latest?.line === line ? latest.parsed : undefined;
}

/** The functions on search lines, once they are fetched; undefined before and where they cannot be fetched. */
export function useLineTools(): LineTools | undefined {
  const [tools, setTools] = useState<LineTools>();
  useEffect(() => {
    let current = true;
    void import('./parse-line.ts').then(
      (loaded) => current && setTools(loaded),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return tools;
}
type LineTools = typeof import('./parse-line.ts');
