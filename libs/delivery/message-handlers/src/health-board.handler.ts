import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { done, type CameraHealth, type Outcome } from '@vialog/contracts';
import { OnMessage } from '@vialog/messaging-nest';

/** Stores the current health of cameras. */
export interface HealthBoardWriter {
  update(health: CameraHealth): void;
}

const healthBoard = Symbol('HealthBoardWriter');

/** Updates the health board from the bus, first with the last known health of every camera. */
@Controller()
export class HealthBoardHandler {
  readonly #board: HealthBoardWriter;

  constructor(@Inject(healthBoard) board: HealthBoardWriter) {
    this.#board = board;
  }

  @OnMessage('vialog.v1.health', { kind: 'ephemeral', replayLast: true })
  health(@Payload() health: CameraHealth): Outcome {
    this.#board.update(health);
    return done();
  }
}

@Module({})
export class HealthBoardModule {
  static register(ports: { readonly board: HealthBoardWriter }): DynamicModule {
    return {
      module: HealthBoardModule,
      controllers: [HealthBoardHandler],
      providers: [{ provide: healthBoard, useValue: ports.board }],
    };
  }
}
