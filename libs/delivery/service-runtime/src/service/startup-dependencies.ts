import type { INestApplication } from '@nestjs/common';
import type { Metrics } from '@vialog/observability';
import type { Logger } from 'pino';
import { setTimeout as wait } from 'node:timers/promises';
import { HealthModule } from '../health/health.module.ts';
import { createService, type ListenAddress } from './create-service.ts';

export interface StartupDependenciesOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly listen: ListenAddress;
}

const retryMs = 2_000;

/**
 * Waits for the dependencies of a service at start-up: broker, stores, streams. Meanwhile it serves the health endpoints:
 * alive, not ready; `/readyz` and the log name the missing dependencies. Services can therefore start in any order, without
 * restarts.
 */
export class StartupDependencies {
  readonly #logger: Logger;
  readonly #missing = new Set<string>();
  readonly #logged = new Map<string, string>();
  #app: INestApplication | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  static async open({ logger, metrics, listen }: StartupDependenciesOptions): Promise<StartupDependencies> {
    const dependencies = new StartupDependencies(logger);
    const checks = () => ['start', ...dependencies.#missing].map(failingCheck);
    dependencies.#app = await createService(HealthModule.register({ checks, metrics }), { logger });
    await dependencies.#app.listen(listen.port, listen.host);
    return dependencies;
  }

  /** Reports the dependency as missing until `opening` resolves; rejects as `opening` does. */
  async waitFor<T>(dependency: string, opening: Promise<T>): Promise<T> {
    this.#missing.add(dependency);
    const opened = await opening;
    this.#missing.delete(dependency);
    return opened;
  }

  /** Opens a dependency and retries every 2 s until it succeeds. Logs the reason of a failure when it changes. */
  async openWithRetry<T>(
    dependency: string,
    open: () => Promise<T>,
    pause: () => Promise<unknown> = () => wait(retryMs),
  ): Promise<T> {
    for (;;) {
      try {
        return await this.waitFor(dependency, open());
      } catch (error) {
        const reason = Error.isError(error) ? error.message : String(error);
        if (this.#logged.get(dependency) !== reason)
          this.#logger.warn(`waiting for the ${dependency}: ${reason}`);
        this.#logged.set(dependency, reason);
        await pause();
      }
    }
  }

  /** Closes the health endpoints, so that the service can listen on the address. */
  async close(): Promise<void> {
    await this.#app?.close();
  }
}

const failingCheck = (name: string) => ({
  name,
  check: () => {
    throw new Error(name === 'start' ? 'the service is starting' : 'waiting until it is available');
  },
});
