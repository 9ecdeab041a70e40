import { z } from 'zod';

const decimal = /^-?\d+(\.\d+)?$/;

/** `Number()` would read an empty text as 0 and `0x10` as 16: another value than the one that was sent. */
const plainNumber = (value: unknown): unknown =>
  typeof value === 'string' && decimal.test(value) ? Number(value) : value;

/** A number in a query parameter: plain decimal digits. */
export const queryNumber = (schema: z.ZodNumber) => z.preprocess(plainNumber, schema);

/** A number in a query parameter with a default, which OpenAPI shows. */
export const queryNumberOr = (value: number, schema: z.ZodNumber) =>
  queryNumber(schema.meta({ default: value })).default(value);

/** Number of items per page, with a default. */
export const limitOr = (value: number) =>
  queryNumberOr(value, z.number().int().min(1).max(1000)).describe('Maximum number of items per page');
export const cursor = z
  .string()
  .max(2000)
  .describe('Cursor of the previous page; valid for the same query only');
export const nextCursor = z.string().nullable().describe('Cursor of the next page; null on the last page');
