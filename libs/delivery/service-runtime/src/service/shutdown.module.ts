import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';

/** Functions that Nest calls during shutdown. */
export interface ShutdownSteps {
  /** Called first: stops sources of new work, such as capture. */
  readonly stopProducing?: () => Promise<void>;
  /** Called after HTTP and the bus are closed: closes connections and files, ends child processes. */
  readonly releaseResources: () => Promise<void>;
}

const stepsToken = Symbol('ShutdownSteps');

class ShutdownHooks implements OnModuleDestroy, OnApplicationShutdown {
  readonly #steps: ShutdownSteps;

  constructor(@Inject(stepsToken) steps: ShutdownSteps) {
    this.#steps = steps;
  }

  async onModuleDestroy(): Promise<void> {
    await this.#steps.stopProducing?.();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#steps.releaseResources();
  }
}

/** Runs the shutdown steps of a service; Nest closes HTTP and the bus between the two. */
@Module({})
export class ShutdownModule {
  static register(steps: ShutdownSteps): DynamicModule {
    return { module: ShutdownModule, providers: [{ provide: stepsToken, useValue: steps }, ShutdownHooks] };
  }
}
