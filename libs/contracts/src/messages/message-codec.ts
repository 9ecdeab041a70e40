import { subjects, type MessageOf, type Subject } from './subjects.ts';

/** The message does not match the schema of its subject; a defect of the sender. */
export class InvalidMessageError extends Error {
  constructor(subject: string, issues: string) {
    super(`invalid message for ${subject}: ${issues}`);
    this.name = 'MessageMisfit';
  }
}

/**
 * Result of decoding a stored message. newer: written by a newer version of Vialog; it can be read after an upgrade.
 */
export type DecodedMessage =
  | { readonly kind: 'message'; readonly message: unknown }
  | { readonly kind: 'newer'; readonly why: string }
  | { readonly kind: 'invalid'; readonly why: string };

export function isSubject(name: string): name is Subject {
  return Object.hasOwn(subjects, name);
}

/**
 * Validates a message before it is sent and returns the validated copy.
 *
 * @throws {InvalidMessageError} when the message does not match the schema of its subject.
 */
export function validateMessage<S extends Subject>(subject: S, message: MessageOf<S>): MessageOf<S> {
  const parsed = subjects[subject].safeParse(message);
  if (!parsed.success) throw new InvalidMessageError(subject, describeIssues(parsed.error.issues));
  return parsed.data as MessageOf<S>;
}

/** Parses and validates a stored message body with the schema of its subject. */
export function decodeMessage(subject: string, body: string): DecodedMessage {
  if (!isSubject(subject)) return { kind: 'invalid', why: `${subject} is not a subject of this version` };
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { kind: 'invalid', why: 'the body is not JSON' };
  }
  const parsed = subjects[subject].safeParse(value);
  if (parsed.success) return { kind: 'message', message: parsed.data };
  const why = describeIssues(parsed.error.issues);
  return { kind: parsed.error.issues.some((issue) => isNewer(issue, value)) ? 'newer' : 'invalid', why };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const maxShownIssues = 3;

function describeIssues(issues: readonly Issue[]): string {
  const shown = issues.slice(0, maxShownIssues).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return (
    shown.join('; ') + (issues.length > maxShownIssues ? `; and ${issues.length - maxShownIssues} more` : '')
  );
}

/** Records carry a version `v`: a rejected value greater than 1 was written by a newer version. */
function isNewer({ path }: Issue, value: unknown): boolean {
  if (path.at(-1) !== 'v') return false;
  const v = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], value);
  return typeof v === 'number' && Number.isInteger(v) && v > 1;
}
