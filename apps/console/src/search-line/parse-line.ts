import { parseSearchLine, tokens, type Chip } from '@vialog/search-line';
import type { LinePart, LineReading } from './read-line.ts';

/** The line as the server reads it: conditions to show as chips and problems to underline. */
export function parseLine(line: string): LineReading {
  const parsed = parseSearchLine(line);
  return { chips: chipsOf(tokens(line)), problems: parsed.ok ? [] : parsed.problems };
}

/** Conditions that can be taken away one by one: none where OR or parentheses tie them together. */
function chipsOf(found: readonly Chip[]): LinePart[] {
  if (found.some((chip) => ['or', 'and', 'open', 'close', 'broken'].includes(chip.kind))) return [];
  return found.flatMap((chip, index) => {
    if (chip.kind === 'not') return [];
    const before = found[index - 1];
    return [{ from: before?.kind === 'not' ? before.from : chip.from, to: chip.to }];
  });
}
