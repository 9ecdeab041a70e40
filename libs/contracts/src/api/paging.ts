import { z } from 'zod';

export const limit = z.coerce.number().int().min(1).max(1000).describe('Maximum number of items per page');
export const cursor = z
  .string()
  .max(2000)
  .describe('Cursor of the previous page; valid for the same query only');
export const nextCursor = z.string().nullable().describe('Cursor of the next page; null on the last page');
