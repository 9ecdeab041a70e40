import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';

/** What ends when, on SIGTERM and SIGINT. */
export interface ShutdownSteps {
  /** Before anything else: what makes new work. */
  readonly stopProducing?: () => Promise<void>;
  /** After HTTP and bus have ended: connections, files, children. */
  readonly releaseResources: () => Promise<void>;
}

const endings = Symbol('Endings');

class ShutdownHooks implements OnModuleDestroy, OnApplicationShutdown {
  constructor(@Inject(endings) private readonly given: ShutdownSteps) {}

  async onModuleDestroy(): Promise<void> {
    await this.given.stopProducing?.();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.given.releaseResources();
  }
}

/** The order in which a service ends; Nest closes HTTP and bus between the two. */
@Module({})
export class ShutdownModule {
  static register(given: ShutdownSteps): DynamicModule {
    return { module: ShutdownModule, providers: [{ provide: endings, useValue: given }, ShutdownHooks] };
  }
}
