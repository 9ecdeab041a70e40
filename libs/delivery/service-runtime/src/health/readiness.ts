import type { Readiness } from './health-answers.ts';
import { runChecks, type HealthCheck } from './run-checks.ts';

/**
 * Whether every check that is not optional is well, as anybody may know it; the reason of one that is not goes to `tell`, again only when it
 * is another: whoever looks every second should not fill the log.
 */
export class ReadinessWatch {
  readonly #tell: (line: string) => void;
  #told: readonly string[] = [];

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  async look(checks: readonly HealthCheck[]): Promise<Readiness> {
    const results = await runChecks(checks);
    const failed = checks.flatMap(({ name, optional = false }, n) => {
      const { ok = false, detail } = results[n] ?? {};
      return ok ? [] : [{ optional, why: `${name}: ${detail}` }];
    });
    const lines = failed.map(({ optional, why }) =>
      optional ? `goes on without ${why}` : `not ready: ${why}`,
    );
    for (const line of lines) if (!this.#told.includes(line)) this.#tell(line);
    this.#told = lines;
    return {
      status: failed.every(({ optional }) => optional) ? 'ready' : 'not ready',
      checks: results.map(({ name, ok }) => ({ name, ok })),
    };
  }
}
