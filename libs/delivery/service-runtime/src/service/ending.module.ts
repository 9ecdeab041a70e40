import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';

/** What ends when, on SIGTERM and SIGINT. */
export interface Endings {
  /** Before anything else: what makes new work. */
  readonly first?: () => Promise<void>;
  /** After HTTP and bus have ended: connections, files, children. */
  readonly last: () => Promise<void>;
}

const endings = Symbol('Endings');

class Ending implements OnModuleDestroy, OnApplicationShutdown {
  constructor(@Inject(endings) private readonly given: Endings) {}

  async onModuleDestroy(): Promise<void> {
    await this.given.first?.();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.given.last();
  }
}

/** The order in which a service ends; Nest closes HTTP and bus between the two. */
@Module({})
export class EndingModule {
  static register(given: Endings): DynamicModule {
    return { module: EndingModule, providers: [{ provide: endings, useValue: given }, Ending] };
  }
}
