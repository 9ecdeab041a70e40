import { z } from 'zod';

/** Schemas that parse common kinds of variables. */

export const portVariable = z
  .string()
  .regex(/^\d{1,5}$/, 'expected a port number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'expected a port number from 0 to 65535');

export const switchVariable = z
  .enum(['0', '1'], 'expected 1 (on) or 0 (off)')
  .transform((text) => text === '1');

/** A comma separated list; empty parts are removed. */
export const listVariable = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
