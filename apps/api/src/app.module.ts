import { Module, type DynamicModule } from '@nestjs/common';
import type { Alerting } from '@vialog/compose-alerting';
import type { ReportSchedules } from '@vialog/compose-reports';
import { HttpApiModule, type HttpApiPorts } from '@vialog/http-api';
import { HealthBoardModule, LiveFeedModule } from '@vialog/message-handlers';
import { ShutdownModule } from '@vialog/service-runtime';
import type { ApiParts } from './open-api.ts';

/** The HTTP API and the console, and the bus messages they show: counts for the live feed and the health of cameras. */
@Module({})
export class AppModule {
  static register(
    parts: ApiParts & { readonly alerting: Alerting; readonly scheduled: ReportSchedules },
    http: HttpApiPorts,
  ): DynamicModule {
    const { live, health, mirror, readers, registry, link } = parts;
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
        ShutdownModule.register({
          stopProducing: () => Promise.resolve(parts.ending.abort()),
          releaseResources: async () => {
            await Promise.all([parts.alerting.stop(), parts.scheduled.stop()]);
            await mirror.close();
            await parts.healthRecorder.flush();
            await Promise.all([readers.close(), registry.close(), link.close()]);
          },
        }),
      ],
    };
  }
}
