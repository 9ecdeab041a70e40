import { Module, type DynamicModule } from '@nestjs/common';
import { brokerCheck, ShutdownModule, HealthModule, type Metrics } from '@vialog/service-runtime';
import type { Services } from './services.ts';

/** A detector answers nobody but the broker: health and metrics are all its HTTP. */
@Module({})
export class AppModule {
  static register(services: Services, metrics: Metrics): DynamicModule {
    const { link, detectors, worker, backlog } = services;
    return {
      module: AppModule,
      imports: [
        HealthModule.register({ checks: () => [brokerCheck(link)], metrics }),
        ShutdownModule.register({
          stopProducing: () => worker.close(),
          releaseResources: async () => {
            backlog.close();
            await Promise.all([detectors.close(), link.close()]);
          },
        }),
      ],
    };
  }
}
