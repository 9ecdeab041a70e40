import { Module, type DynamicModule } from '@nestjs/common';
import { HttpApiModule, type HttpApiPorts } from '@vialog/http-api';
import { HealthBoardModule, LiveFeedModule } from '@vialog/message-handlers';
import { ShutdownModule } from '@vialog/service-runtime';
import { shutdownSteps, type RunningParts } from './shutdown-steps.ts';

/** The HTTP API and the console, and the bus messages they show: counts for the live feed and the health of cameras. */
@Module({})
export class AppModule {
  static register(parts: RunningParts, http: HttpApiPorts): DynamicModule {
    const { live, health } = parts;
    return {
      module: AppModule,
      imports: [
        HttpApiModule.register(http),
        LiveFeedModule.register({ hub: live }),
        HealthBoardModule.register({
          board: {
            update: (received) => {
              health.update(received);
              parts.healthRecorder.update(received);
            },
          },
        }),
        ShutdownModule.register(shutdownSteps(parts)),
      ],
    };
  }
}
