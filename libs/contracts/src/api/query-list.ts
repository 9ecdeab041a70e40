import { z } from 'zod';

/** Comma-separated list without duplicates, in a query parameter. */
export const list = <T extends z.ZodType>(of: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
    z
      .array(of)
      .max(100)
      .overwrite((items) => [...new Set(items)]),
  );
