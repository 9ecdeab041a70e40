import type { z } from 'zod';
import { folderUseOf, type FolderUse } from './folder-variable.ts';
import { isSecret } from './secret.ts';

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** One variable that does not fit. The text never repeats the value of a secret. */
export interface BadVariable {
  readonly name: string;
  readonly message: string;
}

export type EnvironmentReading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly bad: readonly BadVariable[] };

export interface EnvironmentInput {
  readonly source: EnvironmentSource;
  /** Reads a whole text file; throws where it cannot. */
  readonly readFile: (path: string) => string;
  /** Why a folder cannot be used; folders are not looked at where this is left out. */
  readonly folderFault?: (path: string, use: FolderUse) => string | undefined;
}

/**
 * Reads the variables a schema names. An empty variable is one that is not set. A secret may come from the file that
 * `<NAME>_FILE` names, without its last line break. Tells every bad variable at once; never a default on garbage.
 */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  input: EnvironmentInput,
): EnvironmentReading<z.infer<S>> {
  const bad: BadVariable[] = [];
  const values: Record<string, string> = {};
  for (const [name, variable] of Object.entries(schema.shape)) {
    const value = isSecret(variable as z.ZodType) ? secretOf(name, input, bad) : valueOf(name, input.source);
    if (value !== undefined) values[name] = value;
  }
  const unread = new Set(bad.map((each) => each.name.replace(/_FILE$/, '')));
  const parsed = schema.safeParse(values);
  if (!parsed.success)
    bad.push(...parsed.error.issues.flatMap((issue) => badOf(schema, issue, values, unread)));
  else bad.push(...badFolders(schema, parsed.data, input));
  if (parsed.success && bad.length === 0) return { ok: true, value: parsed.data };
  return { ok: false, bad };
}

function valueOf(name: string, source: EnvironmentSource): string | undefined {
  const value = source[name]?.trim();
  return value === '' ? undefined : value;
}

function secretOf(name: string, input: EnvironmentInput, bad: BadVariable[]): string | undefined {
  const direct = valueOf(name, input.source);
  const path = valueOf(`${name}_FILE`, input.source);
  if (path === undefined) return direct;
  if (direct !== undefined) {
    bad.push({ name, message: `expected either ${name} or ${name}_FILE and found both` });
    return undefined;
  }
  try {
    return input.readFile(path).replace(/\r?\n$/, '');
  } catch (cause) {
    bad.push({ name: `${name}_FILE`, message: `expected a readable file at "${path}": ${reasonOf(cause)}` });
    return undefined;
  }
}

function badFolders(
  schema: z.ZodObject,
  values: Readonly<Record<string, unknown>>,
  { folderFault }: EnvironmentInput,
): BadVariable[] {
  return Object.entries(schema.shape).flatMap(([name, variable]) => {
    const use = folderUseOf(variable as z.ZodType);
    const path = values[name];
    const trouble = use && typeof path === 'string' ? folderFault?.(path, use) : undefined;
    return trouble === undefined ? [] : [{ name, message: `${trouble}; found "${String(path)}"` }];
  });
}

const reasonOf = (cause: unknown): string => (cause as { code?: string }).code ?? String(cause);

function badOf(
  schema: z.ZodObject,
  issue: z.core.$ZodIssue,
  values: Readonly<Record<string, string>>,
  unread: ReadonlySet<string>,
): BadVariable[] {
  const name = String(issue.path[0] ?? 'environment');
  if (unread.has(name)) return [];
  const value = values[name];
  if (value === undefined) return [{ name, message: `is not set; ${issue.message}` }];
  const told = isSecret(schema.shape[name] as z.ZodType) || issue.message.includes(`"${value}"`);
  return [{ name, message: told ? issue.message : `${issue.message}; found "${value}"` }];
}
