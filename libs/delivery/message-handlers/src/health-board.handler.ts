import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { done, type CameraHealth, type Outcome } from '@vialog/contracts';
import { OnMessage } from '@vialog/messaging-nest';

/** Remembers how cameras are doing. */
export interface HealthListener {
  heard(health: CameraHealth): void;
}

const healthListener = Symbol('HealthListener');

/** Lets an API know how cameras in other processes are doing, from its first moment on. */
@Controller()
export class HealthBoardHandler {
  readonly #board: HealthListener;

  constructor(@Inject(healthListener) board: HealthListener) {
    this.#board = board;
  }

  @OnMessage('vialog.v1.health', { kind: 'ephemeral', replayLast: true })
  health(@Payload() health: CameraHealth): Outcome {
    this.#board.heard(health);
    return done();
  }
}

@Module({})
export class HealthBoardModule {
  static register(ports: { readonly board: HealthListener }): DynamicModule {
    return {
      module: HealthBoardModule,
      controllers: [HealthBoardHandler],
      providers: [{ provide: healthListener, useValue: ports.board }],
    };
  }
}
