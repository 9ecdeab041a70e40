import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { done, type CameraHealth, type CountBatch, type Outcome } from '@vialog/contracts';
import { LiveHub } from '@vialog/events';
import { OnMessage } from '@vialog/messaging-nest';

const liveHub = Symbol('LiveHub');

/** Publishes counts, gaps and camera health to the live feed. Nothing is stored here. */
@Controller()
export class LiveFeedHandler {
  readonly #hub: LiveHub;

  constructor(@Inject(liveHub) hub: LiveHub) {
    this.#hub = hub;
  }

  @OnMessage('vialog.v1.counts', { kind: 'ephemeral' })
  counts(@Payload() batch: CountBatch): Outcome {
    for (const event of batch.events)
      this.#hub.publish({ name: event.kind === 'gap' ? 'gap' : 'count', data: event });
    return done();
  }

  @OnMessage('vialog.v1.health', { kind: 'ephemeral' })
  health(@Payload() health: CameraHealth): Outcome {
    this.#hub.publish({ name: 'health', data: health });
    return done();
  }
}

@Module({})
export class LiveFeedModule {
  static register(ports: { readonly hub: LiveHub }): DynamicModule {
    return {
      module: LiveFeedModule,
      controllers: [LiveFeedHandler],
      providers: [{ provide: liveHub, useValue: ports.hub }],
    };
  }
}
