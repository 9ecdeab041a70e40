import { z } from 'zod';

export const limit = z.coerce.number().int().min(1).max(1000).describe('Most items of one page');
export const cursor = z.string().max(2000).describe('Where the page before ended; only with the same query');
export const nextCursor = z.string().nullable().describe('Cursor of the next page, null at the end');
