import { z } from 'zod';

const shown = z.registry<{ text: string }>();

/** Sets the text for a default in the table of the README, if the default differs between machines (cores, folders). */
export function shownDefault<T extends z.ZodType>(variable: T, text: string): T {
  shown.add(variable, { text });
  return variable;
}

/** Also after `.describe()`, like `isSecret`. */
export const shownDefaultOf = (variable: z.ZodType): string | undefined => shown.get(variable)?.text;
