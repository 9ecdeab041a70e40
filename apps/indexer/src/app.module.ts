import { Module, type DynamicModule } from '@nestjs/common';
import type { BrokerBus, BrokerLink } from '@vialog/compose-broker';
import type { OpenEventStore } from '@vialog/events';
import { measuredWriter } from '@vialog/compose-events';
import { IndexCountsModule, RejectedEvents } from '@vialog/message-handlers';
import {
  brokerCheck,
  ShutdownModule,
  HealthModule,
  systemClock,
  type ServiceStart,
} from '@vialog/service-runtime';

/** The parts of an indexer, opened; they do not read the bus yet. */
export interface IndexerParts {
  readonly link: BrokerLink;
  readonly bus: BrokerBus;
  readonly store: OpenEventStore;
  /** Stops the retention job. */
  readonly stopRetention: () => void;
}

/** Writes counts from the bus to the event store. */
@Module({})
export class AppModule {
  static register(parts: IndexerParts, { metrics, logger }: ServiceStart): DynamicModule {
    const { link, bus, store } = parts;
    const checks = [brokerCheck(link), { name: 'event store', check: () => store.check() }];
    return {
      module: AppModule,
      imports: [
        HealthModule.register({ checks: () => checks, metrics }),
        IndexCountsModule.register({
          writer: measuredWriter(store, metrics, systemClock),
          deadLetters: new RejectedEvents(bus.deadLetters, systemClock),
          logger,
        }),
        ShutdownModule.register({
          releaseResources: async () => {
            parts.stopRetention();
            await Promise.all([store.close(), link.close()]);
          },
        }),
      ],
    };
  }
}
