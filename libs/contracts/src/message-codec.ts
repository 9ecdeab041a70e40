import { subjects, type MessageOf, type Subject } from './subjects.ts';

/** A message does not fit the schema of its subject: a defect of the sender. */
export class MessageMisfit extends Error {
  constructor(subject: string, faults: string) {
    super(`a message of ${subject} does not fit its schema: ${faults}`);
    this.name = 'MessageMisfit';
  }
}

/**
 * What a kept body turned out to be. newer: written by a version of Vialog that is ahead of this one; it will be read
 * once this one is upgraded again.
 */
export type Decoded =
  | { readonly kind: 'message'; readonly message: unknown }
  | { readonly kind: 'newer'; readonly why: string }
  | { readonly kind: 'misfit'; readonly why: string };

export function isSubject(name: string): name is Subject {
  return Object.hasOwn(subjects, name);
}

/** Checks a message to be sent; returns the checked copy. Throws MessageMisfit. */
export function checked<S extends Subject>(subject: S, message: MessageOf<S>): MessageOf<S> {
  const parsed = subjects[subject].safeParse(message);
  if (!parsed.success) throw new MessageMisfit(subject, faultsOf(parsed.error.issues));
  return parsed.data as MessageOf<S>;
}

/** Reads a kept body back, by the same schema. */
export function decode(subject: string, body: string): Decoded {
  if (!isSubject(subject)) return { kind: 'misfit', why: `${subject} is no subject of this version` };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { kind: 'misfit', why: 'the body is not JSON' };
  }
  const parsed = subjects[subject].safeParse(value);
  if (parsed.success) return { kind: 'message', message: parsed.data };
  const why = faultsOf(parsed.error.issues);
  return { kind: parsed.error.issues.some((issue) => isNewer(issue, value)) ? 'newer' : 'misfit', why };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const shownFaults = 3;

function faultsOf(issues: readonly Issue[]): string {
  const shown = issues.slice(0, shownFaults).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return shown.join('; ') + (issues.length > shownFaults ? `; and ${issues.length - shownFaults} more` : '');
}

/** Records carry `v`: one that is refused and greater than 1 was written by a newer version. */
function isNewer({ path }: Issue, value: unknown): boolean {
  if (path.at(-1) !== 'v') return false;
  const v = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], value);
  return typeof v === 'number' && Number.isInteger(v) && v > 1;
}
