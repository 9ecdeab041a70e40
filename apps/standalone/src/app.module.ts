import { Module, type DynamicModule } from '@nestjs/common';
import type { Alerting } from '@vialog/compose-alerting';
import type { ReportSchedules } from '@vialog/compose-reports';
import { HttpApiModule, type HttpApiPorts } from '@vialog/http-api';
import { measuredWriter } from '@vialog/compose-events';
import {
  HealthBoardModule,
  IndexCountsModule,
  LiveFeedModule,
  RejectedEvents,
} from '@vialog/message-handlers';
import { ShutdownModule, systemClock } from '@vialog/service-runtime';
import { closeStandalone, type StandaloneParts } from './open-standalone.ts';

/** The whole product in one process: the HTTP API and the handlers of the bus messages. */
@Module({})
export class AppModule {
  static register(
    parts: StandaloneParts & { readonly alerting: Alerting; readonly scheduled: ReportSchedules },
    http: HttpApiPorts,
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HttpApiModule.register(http),
        IndexCountsModule.register({
          writer: measuredWriter(parts.store, parts.metrics, systemClock),
          deadLetters: new RejectedEvents(parts.outbox, systemClock),
          logger: parts.logger,
        }),
        LiveFeedModule.register({ hub: parts.live }),
        HealthBoardModule.register({ board: parts.healthRecorder }),
        ShutdownModule.register({
          stopProducing: () => {
            parts.ending.abort();
            return parts.ingest.stop();
          },
          releaseResources: async () => {
            await Promise.all([parts.alerting.stop(), parts.scheduled.stop()]);
            await closeStandalone(parts);
          },
        }),
      ],
    };
  }
}
