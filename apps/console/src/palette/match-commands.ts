import type { Command } from './command.ts';

/**
 * Commands that contain every word of the text in their label or keywords. Those whose label begins with the text come first, then
 * those with a word that begins with it; the order of equals is kept.
 */
export function matchCommands(commands: readonly Command[], text: string): readonly Command[] {
  const typed = text.trim().toLowerCase();
  if (typed === '') return commands;
  return commands
    .map((command) => ({ command, rank: rankOf(command, typed) }))
    .filter(({ rank }) => rank < noMatch)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

const noMatch = 3;

/** 0: the label begins with the text; 1: a word of it begins with the text; 2: all words are contained; 3: no match. */
function rankOf({ label, keywords = '' }: Command, typed: string): number {
  const name = label.toLowerCase();
  const all = `${name} ${keywords.toLowerCase()}`;
  if (name.startsWith(typed)) return 0;
  if (all.split(/\s+/).some((word) => word.startsWith(typed))) return 1;
  return typed.split(/\s+/).every((word) => all.includes(word)) ? 2 : noMatch;
}
