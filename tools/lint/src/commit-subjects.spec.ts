import { describe, expect, test } from '@jest/globals';
import { git } from './repository.ts';

const rule = /^(?:[a-z0-9][a-z0-9/-]*(?:, ?[a-z0-9][a-z0-9/-]*)*!?: \S|Merge |Revert ")/;
const maxLength = 72;

/** Why a subject violates the rule of CONTRIBUTING.md, or undefined. */
function violation(subject: string): string | undefined {
  if (subject.length > maxLength) return `${subject.length} characters, at most ${maxLength}: ${subject}`;
  return rule.test(subject) ? undefined : `expected "scope: imperative subject": ${subject}`;
}

/** Subjects of the commits since the rule exists. A shallow clone may know only the newest of them. */
function subjects(): string[] {
  const [introduced] = git(
    'log',
    '--diff-filter=A',
    '--format=%H',
    '--',
    'tools/lint/src/commit-subjects.spec.ts',
  ).slice(-1);
  return introduced === undefined ? [] : git('log', '--format=%s', `${introduced}..HEAD`);
}

describe('commit subjects', () => {
  test('commit subjects name a scope and have at most 72 characters', () => {
    expect(subjects().map(violation).filter(Boolean)).toEqual([]);
  });

  test.each(['Update things', 'A sentence without a scope', `docs: ${'x'.repeat(70)}`])(
    'the rule rejects %j',
    (subject) => {
      expect(violation(subject)).toBeDefined();
    },
  );

  test.each(['docs: number decisions', 'capture,measuring: one name', 'http-api!: send problem details'])(
    'the rule accepts %j',
    (subject) => {
      expect(violation(subject)).toBeUndefined();
    },
  );
});
