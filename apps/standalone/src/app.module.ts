import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { RefusedEvents } from '@vialog/bus';
import { IndexCountsModule, LiveFeedModule, watchedWriter } from '@vialog/bus-handlers';
import { HttpApiModule, type HttpApiPorts } from '@vialog/http-api';
import { systemClock } from '@vialog/service-kit';
import { closeServices } from './close-services.ts';
import type { Services } from './services.ts';

const SERVICES = Symbol('Services');

/** What ends when, on SIGTERM and SIGINT: first no new slots, then (Nest) HTTP and the bus, then files and children. */
class Ending implements OnModuleDestroy, OnApplicationShutdown {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  async onModuleDestroy(): Promise<void> {
    await this.services.ingest.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await closeServices(this.services);
  }
}

/** The whole product in one process: the API, and the handlers of what travels on the bus. */
@Module({})
export class AppModule {
  static register(services: Services, http: HttpApiPorts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HttpApiModule.register(http),
        IndexCountsModule.register({
          writer: watchedWriter(services.store, services.metrics),
          deadLetters: new RefusedEvents(services.outbox, systemClock),
        }),
        LiveFeedModule.register({ hub: services.live }),
      ],
      providers: [{ provide: SERVICES, useValue: services }, Ending],
    };
  }
}
