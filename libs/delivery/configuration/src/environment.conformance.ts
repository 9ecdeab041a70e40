import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { bareTable, environmentTable } from './environment-table.ts';
import { readEnvironment } from './read-environment.ts';
import { isSecret } from './secret.ts';

export interface EnvironmentUnderTest {
  readonly schema: z.ZodObject;
  /** Text of the README that has its table. */
  readonly readme: string;
  /** A value that does not fit for each of some variables. */
  readonly wrong: Readonly<Record<string, string>>;
  /** A variable that may be anything and come from a file. */
  readonly secret: string;
}

/** What the environment of every app does. */
export function environmentConforms({ schema, readme, wrong, secret }: EnvironmentUnderTest): void {
  const read = (source: Readonly<Record<string, string>>) =>
    readEnvironment(schema, { source, readFile: () => 'a-secret-from-a-file\n' });

  describe('the environment', () => {
    test('stands in the README as the schema has it', () => {
      expect(bareTable(readme)).toBe(bareTable(environmentTable(schema)));
    });

    test('may be empty: a machine of its own needs no settings', () => {
      expect(read({})).toMatchObject({ ok: true, value: { VIALOG_HOST: '127.0.0.1' } });
    });

    test('names every bad variable at once, and never a secret', () => {
      const reading = read(wrong);
      const bad = reading.ok ? [] : reading.bad;
      expect([...new Set(bad.map(({ name }) => name))].sort()).toEqual(Object.keys(wrong).sort());
      for (const [name, value] of Object.entries(wrong))
        if (isSecret(schema.shape[name] as z.ZodType)) expect(JSON.stringify(bad)).not.toContain(value);
    });

    test('takes a secret from a file', () => {
      expect(read({ [`${secret}_FILE`]: 'somewhere' })).toMatchObject({
        value: { [secret]: 'a-secret-from-a-file' },
      });
    });
  });
}
