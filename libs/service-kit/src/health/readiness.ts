import type { Readiness } from './health-answers.ts';
import { runChecks, type HealthCheck } from './run-checks.ts';

/** Whether every check is well, as anybody may know it; the reason of one that is not goes to `tell`. */
export async function readinessOf(
  checks: readonly HealthCheck[],
  tell: (line: string) => void,
): Promise<Readiness> {
  const results = await runChecks(checks);
  for (const { name, ok, detail } of results) if (!ok) tell(`not ready: ${name}: ${detail}`);
  return {
    status: results.every((check) => check.ok) ? 'ready' : 'not ready',
    checks: results.map(({ name, ok }) => ({ name, ok })),
  };
}
