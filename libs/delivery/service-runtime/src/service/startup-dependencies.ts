import type { INestApplication } from '@nestjs/common';
import type { Logger } from 'pino';
import { setTimeout as wait } from 'node:timers/promises';
import { HealthModule } from '../health/health.module.ts';
import type { Metrics } from '@vialog/observability';
import { createService, type ListenAddress } from './create-service.ts';

export interface StartupDependenciesOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly listen: ListenAddress;
}

const pauseMs = 2_000;

/**
 * Where a service waits for what it cannot begin without: broker, stores, streams. Meanwhile it is alive and says in
 * /readyz and in the log what is missing, so that the order of starting does not matter and nothing restarts in a loop.
 */
export class StartupDependencies {
  readonly #logger: Logger;
  readonly #missing = new Map<string, string>();
  readonly #told = new Map<string, string>();
  #app: INestApplication | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  static async open({ logger, metrics, listen }: StartupDependenciesOptions): Promise<StartupDependencies> {
    const dependencies = new StartupDependencies(logger);
    const checks = () =>
      [...dependencies.#missing].map(([name, why]) => ({ name, check: () => refuse(why) }));
    const starting = { name: 'start', check: () => refuse('the service is starting') };
    const module = HealthModule.register({ checks: () => [starting, ...checks()], metrics });
    dependencies.#app = await createService(module, { logger });
    await dependencies.#app.listen(listen.port, listen.host);
    return dependencies;
  }

  /** Says that `what` is waited for until it is there. Rejects as `opening` does. */
  async waitFor<T>(what: string, opening: Promise<T>): Promise<T> {
    this.#missing.set(what, 'it is waited for');
    const opened = await opening;
    this.#missing.delete(what);
    return opened;
  }

  /** Opens `what`, again and again until it can be opened; the reason is told once as long as it is the same. */
  async openWithRetry<T>(
    what: string,
    open: () => Promise<T>,
    pause: () => Promise<unknown> = () => wait(pauseMs),
  ): Promise<T> {
    for (;;) {
      try {
        return await this.waitFor(what, open());
      } catch (error) {
        const why = Error.isError(error) ? error.message : String(error);
        if (this.#told.get(what) !== why) this.#logger.warn(`waiting for the ${what}: ${why}`);
        this.#told.set(what, why);
        await pause();
      }
    }
  }

  /** Frees the address for the service itself. */
  async close(): Promise<void> {
    await this.#app?.close();
  }
}

function refuse(why: string): never {
  throw new Error(why);
}
