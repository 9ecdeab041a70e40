import { Module, type DynamicModule } from '@nestjs/common';
import { RefusedEvents } from '@vialog/messaging';
import { IndexCountsModule, LiveFeedModule, watchedWriter } from '@vialog/message-handlers';
import { HttpApiModule, type HttpApiPorts } from '@vialog/http-api';
import { ShutdownModule, systemClock } from '@vialog/service-runtime';
import { closeServices } from './close-services.ts';
import type { Services } from './services.ts';

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
          logger: services.logger,
        }),
        LiveFeedModule.register({ hub: services.live }),
        ShutdownModule.register({
          stopProducing: () => {
            services.ending.abort();
            return services.ingest.stop();
          },
          releaseResources: () => closeServices(services),
        }),
      ],
    };
  }
}
