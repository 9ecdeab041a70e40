import type { z } from 'zod';

/** Control characters, and marks that turn the direction of what follows: a name that hides or disguises itself. */
const hiding = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** What can stand between visible characters, and is nothing alone; halves of a pair that UTF-8 cannot carry. */
const unseen = /^[\p{Cf}\p{Cs}\p{Z}\u115f\u1160\u3164\uffa0]+$|\p{Cs}/u;

/** Text for people: any language and emoji, nothing invisible that changes how the rest is shown. */
export const readable = (text: z.ZodString): z.ZodString =>
  text
    .refine((value) => !hiding.test(value), 'expected text without control characters')
    .refine((value) => !unseen.test(value), 'expected text that can be seen and written down');
