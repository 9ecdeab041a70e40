import { Controller, Get, Inject, Param } from '@nestjs/common';
import { cameraId, healthAnswer, type CameraHealth } from '@vialog/contracts';
import { readCamera, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import type { HealthBoard } from '../ports/health-board.port.ts';
import { healthBoardToken, registryToken } from '../tokens.ts';
import { currentHealth } from './current-health.ts';

/** The current health of a camera. */
@Controller('v1/cameras')
export class CameraViewController {
  readonly #registry: Registry;
  readonly #board: HealthBoard;

  constructor(@Inject(registryToken) registry: Registry, @Inject(healthBoardToken) board: HealthBoard) {
    this.#registry = registry;
    this.#board = board;
  }

  @Get(':id/health')
  @RequirePermission('read')
  @ApiResponseSchema(healthAnswer)
  async health(@Param('id', { schema: cameraId }) id: string): Promise<CameraHealth> {
    return currentHealth(await readCamera(this.#registry, id), this.#board);
  }
}
