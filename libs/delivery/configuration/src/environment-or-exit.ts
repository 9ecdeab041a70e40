import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { folderFault } from './folder-fault.ts';
import { readEnvironment, type BadVariable } from './read-environment.ts';
import { unknownVariables } from './unknown-variables.ts';

/** What this needs of Node's process. */
export interface EnvironmentProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stderr: { write(text: string): unknown };
  exit(code: number): never;
}

/**
 * Reads the environment of an app once; where a variable is bad, names every one of them and exits with 1. One that is
 * none of ours is named and stops nothing.
 */
export function environmentOrExit<S extends z.ZodObject>(schema: S, process: EnvironmentProcess): z.infer<S> {
  const reading = readEnvironment(schema, {
    source: process.env,
    readFile: (path) => readFileSync(path, 'utf8'),
    folderFault,
  });
  for (const sentence of unknownVariables(Object.keys(schema.shape), process.env))
    process.stderr.write(`${sentence}\n`);
  if (reading.ok) return reading.value;
  process.stderr.write(complaint(reading.bad));
  return process.exit(1);
}

function complaint(bad: readonly BadVariable[]): string {
  const lines = bad.map(({ name, message }) => `  ${name}: ${message}\n`);
  return `Invalid configuration; not starting:\n${lines.join('')}`;
}
