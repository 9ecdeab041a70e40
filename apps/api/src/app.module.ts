import { Module, type DynamicModule } from '@nestjs/common';
import { HealthBoardModule, LiveFeedModule } from '@vialog/message-handlers';
import { HttpApiModule, type HttpApiPorts } from '@vialog/http-api';
import { ShutdownModule } from '@vialog/service-runtime';
import type { Services } from './services.ts';

/** The API and the console, and what they learn from the bus: counts for the live feed, how cameras are doing. */
@Module({})
export class AppModule {
  static register(services: Services, http: HttpApiPorts): DynamicModule {
    const { live, health, mirror, readers, registry, link } = services;
    return {
      module: AppModule,
      imports: [
        HttpApiModule.register(http),
        LiveFeedModule.register({ hub: live }),
        HealthBoardModule.register({ board: health }),
        ShutdownModule.register({
          stopProducing: () => Promise.resolve(services.ending.abort()),
          releaseResources: async () => {
            await mirror.close();
            await Promise.all([readers.close(), registry.close(), link.close()]);
          },
        }),
      ],
    };
  }
}
