import { Module, type DynamicModule } from '@nestjs/common';
import type { BrokerLink, OpenFrameWorker } from '@vialog/compose-broker';
import type { DetectorPool } from '@vialog/compose-detectors';
import { type Metrics } from '@vialog/observability';
import { brokerCheck, ShutdownModule, HealthModule } from '@vialog/service-runtime';

/** The parts of a detector, opened; they pull no frames yet. */
export interface DetectorParts extends Omit<OpenFrameWorker, 'partitions'> {
  readonly link: BrokerLink;
  readonly detectors: DetectorPool;
  /** Stops replying to requests to load a model. */
  readonly endReadiness: () => void;
}

/** A detector serves health and metrics over HTTP and nothing else. */
@Module({})
export class AppModule {
  static register(parts: DetectorParts, metrics: Metrics): DynamicModule {
    const { link, detectors, worker, trackedWorker, backlog, endReadiness } = parts;
    return {
      module: AppModule,
      imports: [
        HealthModule.register({ checks: () => [brokerCheck(link)], metrics }),
        ShutdownModule.register({
          stopProducing: async () => {
            endReadiness();
            await Promise.all([worker.close(), trackedWorker.close()]);
          },
          releaseResources: async () => {
            backlog.close();
            await Promise.all([detectors.close(), link.close()]);
          },
        }),
      ],
    };
  }
}
