import { Module, type DynamicModule } from '@nestjs/common';
import { RefusedEvents } from '@vialog/messaging';
import { IndexCountsModule, watchedWriter } from '@vialog/message-handlers';
import {
  brokerCheck,
  ShutdownModule,
  HealthModule,
  systemClock,
  type ServiceStart,
} from '@vialog/service-runtime';
import type { Services } from './services.ts';

/** Counts from the bus into the event store. */
@Module({})
export class AppModule {
  static register(services: Services, { metrics, logger }: ServiceStart): DynamicModule {
    const { link, bus, store } = services;
    const checks = [brokerCheck(link), { name: 'event store', check: () => store.check() }];
    return {
      module: AppModule,
      imports: [
        HealthModule.register({ checks: () => checks, metrics }),
        IndexCountsModule.register({
          writer: watchedWriter(store, metrics),
          deadLetters: new RefusedEvents(bus.deadLetters, systemClock),
          logger,
        }),
        ShutdownModule.register({
          releaseResources: async () => {
            services.stopHousekeeping();
            await Promise.all([store.close(), link.close()]);
          },
        }),
      ],
    };
  }
}
