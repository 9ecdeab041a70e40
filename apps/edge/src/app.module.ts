import { Module, type DynamicModule } from '@nestjs/common';
import type { OpenShardedIngest } from '@vialog/compose-ingest';
import type { Detector } from '@vialog/detection';
import { type Metrics } from '@vialog/observability';
import { brokerCheck, ShutdownModule, HealthModule } from '@vialog/service-runtime';

/** An edge serves health and metrics over HTTP and nothing else. */
@Module({})
export class AppModule {
  static register({ link, cameras }: OpenShardedIngest<Detector>, metrics: Metrics): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HealthModule.register({ checks: () => [brokerCheck(link)], metrics }),
        ShutdownModule.register({
          stopProducing: () => cameras.stop(),
          releaseResources: () => link.close(),
        }),
      ],
    };
  }
}
