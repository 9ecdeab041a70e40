import { Module, type DynamicModule } from '@nestjs/common';
import { brokerCheck, ShutdownModule, HealthModule, type Metrics } from '@vialog/service-runtime';
import type { Services } from './services.ts';

/** An edge answers nobody: health and metrics are all its HTTP. */
@Module({})
export class AppModule {
  static register({ link, cameras }: Services, metrics: Metrics): DynamicModule {
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
