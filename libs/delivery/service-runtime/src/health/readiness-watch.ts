import type { Readiness } from './health-responses.ts';
import { runChecks, type HealthCheck } from './run-checks.ts';

/**
 * Runs the checks of a service for its readiness probe. The reason of a failed check is logged when it changes, not at
 * every probe, and is not part of the response.
 */
export class ReadinessWatch {
  readonly #log: (line: string) => void;
  #logged: readonly string[] = [];

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  async check(checks: readonly HealthCheck[]): Promise<Readiness> {
    const results = await runChecks(checks);
    const failed = checks.flatMap(({ name, optional = false }, n) => {
      const { ok = false, detail } = results[n] ?? {};
      return ok ? [] : [{ optional, reason: `${name}: ${detail}` }];
    });
    const lines = failed.map(({ optional, reason }) =>
      optional ? `ready without ${reason}` : `not ready: ${reason}`,
    );
    for (const line of lines) if (!this.#logged.includes(line)) this.#log(line);
    this.#logged = lines;
    return {
      status: failed.every(({ optional }) => optional) ? 'ready' : 'not ready',
      checks: results.map(({ name, ok }) => ({ name, ok })),
    };
  }
}
