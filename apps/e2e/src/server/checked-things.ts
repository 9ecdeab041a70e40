import type { AttentionOverview, FindingKind } from '@vialog/contracts';
import { until } from './queries.ts';

/** Resolves when every source of the overview was checked, and these with at least the given number of things. */
export async function everythingChecked(
  server: { json<T>(path: string): Promise<T> },
  expected: Readonly<Partial<Record<FindingKind, number>>>,
): Promise<void> {
  await until(
    'the overview of a server whose parts all respond',
    () => server.json<AttentionOverview>('/v1/attention'),
    ({ checks, findings }) =>
      findings.every(({ code }) => code !== 'not_checked' && code !== 'part_unavailable') &&
      checks.every(({ kind, isChecked, checked }) => isChecked && checked >= (expected[kind] ?? 0)),
  );
}
