import type { z } from 'zod';

/** Control characters and bidirectional formatting characters, which can hide or disguise a name. */
const disguising = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Text of invisible characters only, or with lone surrogates, which UTF-8 cannot encode. */
const invisible = /^[\p{Cf}\p{Cs}\p{Z}\u115f\u1160\u3164\uffa0]+$|\p{Cs}/u;

/** Restricts a text to visible characters of any language and emoji, without control or bidirectional formatting characters. */
export const readableText = (text: z.ZodString): z.ZodString =>
  text
    .refine((value) => !disguising.test(value), 'expected text without control characters')
    .refine(
      (value) => !invisible.test(value),
      'expected text with visible characters and without lone surrogates',
    );
