import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { cameraId, healthAnswer, VialogError, type CameraHealth } from '@vialog/contracts';
import { readCamera, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import type { HealthBoard } from '../ports/health-board.port.ts';
import type { Stills } from '../ports/stills.port.ts';
import { healthBoardToken, registryToken, stillsToken } from '../tokens.ts';
import { currentHealth } from './current-health.ts';

/** The current state of a camera: its health, a still picture for drawing zones. */
@Controller('v1/cameras')
export class CameraViewController {
  readonly #registry: Registry;
  readonly #board: HealthBoard;
  readonly #stills: Stills;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(healthBoardToken) board: HealthBoard,
    @Inject(stillsToken) stills: Stills,
  ) {
    this.#registry = registry;
    this.#board = board;
    this.#stills = stills;
  }

  @Get(':id/health')
  @RequirePermission('read')
  @ApiResponseSchema(healthAnswer)
  async health(@Param('id', { schema: cameraId }) id: string): Promise<CameraHealth> {
    return currentHealth(await readCamera(this.#registry, id), this.#board);
  }

  @Get(':id/still')
  @RequirePermission('install')
  @Header('cache-control', 'no-store')
  @ApiStreamResponse('image/jpeg', 'The current picture, for drawing zones; it is not stored')
  async still(@Param('id', { schema: cameraId }) id: string): Promise<StreamableFile> {
    const picture = await this.#stills.take(await readCamera(this.#registry, id));
    if (!picture) throw new VialogError('STILL_UNAVAILABLE');
    return new StreamableFile(picture, { type: 'image/jpeg' });
  }
}
