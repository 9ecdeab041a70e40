import { parseSearchLine, tokens, type Chip } from '@vialog/search-line';
import type { LinePart, ParsedLine } from './parsed-line.ts';

/** Parses the line as the server does. */
export function parseLine(line: string): ParsedLine {
  const parsed = parseSearchLine(line);
  return { chips: chipsOf(tokens(line)), problems: parsed.ok ? [] : parsed.problems };
}

/** Conditions that can be removed one by one; none in a line with OR or parentheses. */
function chipsOf(found: readonly Chip[]): LinePart[] {
  if (found.some((chip) => ['or', 'and', 'open', 'close', 'broken'].includes(chip.kind))) return [];
  return found.flatMap((chip, index) => {
    if (chip.kind === 'not') return [];
    const previous = found[index - 1];
    return [{ from: previous?.kind === 'not' ? previous.from : chip.from, to: chip.to }];
  });
}
