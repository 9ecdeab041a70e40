import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { folderFault } from './folder-fault.ts';
import { readEnvironment, type InvalidVariable } from './read-environment.ts';
import { unknownVariables } from './unknown-variables.ts';

/** The part of Node's process that is used. */
export interface EnvironmentProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stderr: { write(text: string): unknown };
  exit(code: number): never;
}

/**
 * Reads the environment of an app. If variables are invalid, it lists all of them on standard error and exits with 1. An
 * unknown `VIALOG_…` variable causes a warning only.
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
  process.stderr.write(describeInvalid(reading.invalid));
  return process.exit(1);
}

function describeInvalid(invalid: readonly InvalidVariable[]): string {
  const lines = invalid.map(({ name, message }) => `  ${name}: ${message}\n`);
  return `Invalid configuration; not starting:\n${lines.join('')}`;
}
