import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { bareTable, environmentTable } from './environment-table.ts';
import { readEnvironment } from './read-environment.ts';
import { isSecret } from './secret.ts';

export interface EnvironmentUnderTest {
  readonly schema: z.ZodObject;
  /** Text of the README with the table of variables. */
  readonly readme: string;
  /** Invalid values by variable. */
  readonly wrong: Readonly<Record<string, string>>;
  /** Name of a secret variable without further restrictions. */
  readonly secret: string;
}

/** Tests of the environment of an app. */
export function environmentConforms({ schema, readme, wrong, secret }: EnvironmentUnderTest): void {
  const read = (source: Readonly<Record<string, string>>) =>
    readEnvironment(schema, { source, readFile: () => 'a-secret-from-a-file\n' });

  describe('the environment', () => {
    test('the table of variables in the README matches the schema', () => {
      expect(bareTable(readme)).toBe(bareTable(environmentTable(schema)));
    });

    test('an empty environment is valid: a single machine needs no settings', () => {
      expect(read({})).toMatchObject({ ok: true, value: { VIALOG_HOST: '127.0.0.1' } });
    });

    test('all invalid variables are reported at once, without the values of secrets', () => {
      const reading = read(wrong);
      const invalid = reading.ok ? [] : reading.invalid;
      expect([...new Set(invalid.map(({ name }) => name))].sort()).toEqual(Object.keys(wrong).sort());
      for (const [name, value] of Object.entries(wrong))
        if (isSecret(schema.shape[name] as z.ZodType)) expect(JSON.stringify(invalid)).not.toContain(value);
    });

    test('a secret is read from a file', () => {
      expect(read({ [`${secret}_FILE`]: 'somewhere' })).toMatchObject({
        value: { [secret]: 'a-secret-from-a-file' },
      });
    });
  });
}
