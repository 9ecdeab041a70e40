import type { z } from 'zod';

/** Control characters, and marks that turn the direction of what follows: a name that hides or disguises itself. */
const hiding = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Text for people: any language and emoji, nothing invisible that changes how the rest is shown. */
export const readable = (text: z.ZodString): z.ZodString =>
  text.refine((value) => !hiding.test(value), 'expected text without control characters');
