import { Module, type DynamicModule } from '@nestjs/common';
import { HttpApiModule, type HttpApiPorts } from '@vialog/http-api';
import { measuredWriter } from '@vialog/compose-events';
import {
  HealthBoardModule,
  IndexCountsModule,
  LiveFeedModule,
  RejectedEvents,
} from '@vialog/message-handlers';
import { ShutdownModule, systemClock } from '@vialog/service-runtime';
import { shutdownSteps, type RunningParts } from './shutdown-steps.ts';

/** The whole product in one process: the HTTP API and the handlers of the bus messages. */
@Module({})
export class AppModule {
  static register(parts: RunningParts, http: HttpApiPorts): DynamicModule {
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
        ShutdownModule.register(shutdownSteps(parts)),
      ],
    };
  }
}
