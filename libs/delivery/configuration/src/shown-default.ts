import { z } from 'zod';

const shown = z.registry<{ text: string }>();

/** What the README's table says of a default that differs from machine to machine (cores, folders). */
export function shownDefault<T extends z.ZodType>(variable: T, text: string): T {
  shown.add(variable, { text });
  return variable;
}

/** Also after `.describe()`, like `isSecret`. */
export const shownDefaultOf = (variable: z.ZodType): string | undefined => shown.get(variable)?.text;
