import type { z } from 'zod';
import { folderUseOf, type FolderUse } from './folder-variable.ts';
import { isSecret } from './secret.ts';

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** An invalid variable. The message never contains the value of a secret. */
export interface InvalidVariable {
  readonly name: string;
  readonly message: string;
}

export type EnvironmentReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly invalid: readonly InvalidVariable[] };

export interface EnvironmentInput {
  readonly source: EnvironmentSource;
  /** Reads a text file. @throws {Error} when it cannot be read */
  readonly readFile: (path: string) => string;
  /** Describes why a folder cannot be used. If absent, folders are not checked. */
  readonly folderFault?: (path: string, use: FolderUse) => string | undefined;
}

/**
 * Reads the variables of a schema. An empty variable counts as not set. A secret can be read from the file `<NAME>_FILE`,
 * without its last line break. Returns all invalid variables; an invalid value is never replaced by the default.
 */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  input: EnvironmentInput,
): EnvironmentReading<z.infer<S>> {
  const invalid: InvalidVariable[] = [];
  const values: Record<string, string> = {};
  for (const [name, variable] of Object.entries(schema.shape)) {
    const value = isSecret(variable as z.ZodType)
      ? secretOf(name, input, invalid)
      : valueOf(name, input.source);
    if (value !== undefined) values[name] = value;
  }
  const unread = new Set(invalid.map((each) => each.name.replace(/_FILE$/, '')));
  const parsed = schema.safeParse(values);
  if (!parsed.success)
    invalid.push(...parsed.error.issues.flatMap((issue) => describeIssue(schema, issue, values, unread)));
  else invalid.push(...invalidFolders(schema, parsed.data, input));
  if (parsed.success && invalid.length === 0) return { ok: true, value: parsed.data };
  return { ok: false, invalid };
}

function valueOf(name: string, source: EnvironmentSource): string | undefined {
  const value = source[name]?.trim();
  return value === '' ? undefined : value;
}

function secretOf(name: string, input: EnvironmentInput, invalid: InvalidVariable[]): string | undefined {
  const direct = valueOf(name, input.source);
  const path = valueOf(`${name}_FILE`, input.source);
  if (path === undefined) return direct;
  if (direct !== undefined) {
    invalid.push({ name, message: `expected either ${name} or ${name}_FILE and found both` });
    return undefined;
  }
  try {
    return input.readFile(path).replace(/\r?\n$/, '');
  } catch (cause) {
    invalid.push({
      name: `${name}_FILE`,
      message: `expected a readable file at "${path}": ${reasonOf(cause)}`,
    });
    return undefined;
  }
}

function invalidFolders(
  schema: z.ZodObject,
  values: Readonly<Record<string, unknown>>,
  { folderFault }: EnvironmentInput,
): InvalidVariable[] {
  return Object.entries(schema.shape).flatMap(([name, variable]) => {
    const use = folderUseOf(variable as z.ZodType);
    const path = values[name];
    const fault = use && typeof path === 'string' ? folderFault?.(path, use) : undefined;
    return fault === undefined ? [] : [{ name, message: `${fault}; found "${String(path)}"` }];
  });
}

const reasonOf = (cause: unknown): string => (cause as { code?: string }).code ?? String(cause);

function describeIssue(
  schema: z.ZodObject,
  issue: z.core.$ZodIssue,
  values: Readonly<Record<string, string>>,
  unread: ReadonlySet<string>,
): InvalidVariable[] {
  const name = String(issue.path[0] ?? 'environment');
  if (unread.has(name)) return [];
  const value = values[name];
  if (value === undefined) return [{ name, message: `is not set; ${issue.message}` }];
  const hidden = isSecret(schema.shape[name] as z.ZodType) || issue.message.includes(`"${value}"`);
  return [{ name, message: hidden ? issue.message : `${issue.message}; found "${value}"` }];
}
