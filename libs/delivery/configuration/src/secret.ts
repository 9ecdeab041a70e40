import { z } from 'zod';

const secrets = z.registry<{ secret: true }>();

/** Marks a variable as secret: it is never printed and can be read from the file `<NAME>_FILE`. */
export function secret<T extends z.ZodType>(variable: T): T {
  secrets.add(variable, { secret: true });
  return variable;
}

/** Also true after `.describe()`: `get` of a registry includes the schema that was copied, `has` does not. */
export const isSecret = (variable: z.ZodType): boolean => secrets.get(variable)?.secret === true;
