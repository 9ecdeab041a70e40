import { z } from 'zod';

const secrets = z.registry<{ secret: true }>();

/** Marks a variable as secret: never printed, and readable from the file `<NAME>_FILE` names. */
export function secret<T extends z.ZodType>(variable: T): T {
  secrets.add(variable, { secret: true });
  return variable;
}

/** Also after `.describe()`: a registry inherits from the schema a copy was made of, `has` alone does not look there. */
export const isSecret = (variable: z.ZodType): boolean => secrets.get(variable)?.secret === true;
