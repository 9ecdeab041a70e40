import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  cameraId,
  healthResponse,
  healthChangesPage,
  healthChangesQuery,
  VialogError,
  type CameraHealth,
  type HealthChangesPage,
  type HealthChangesQuery,
} from '@vialog/contracts';
import type { IngestRequests } from '@vialog/ingest';
import { readCamera, type HealthBoard, type HealthHistory, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { healthBoardToken, healthHistoryToken, ingestRequestsToken, registryToken } from '../tokens.ts';
import { currentHealth } from './current-health.ts';

/** Time for the confirmation of a view, ms. */
const confirmMs = 5_000;

/** The health of a camera now and before, and the confirmation of its view. */
@Controller('v1/cameras')
export class CameraViewController {
  readonly #registry: Registry;
  readonly #board: HealthBoard;
  readonly #history: HealthHistory;
  readonly #ingest: IngestRequests;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(healthBoardToken) board: HealthBoard,
    @Inject(healthHistoryToken) history: HealthHistory,
    @Inject(ingestRequestsToken) ingest: IngestRequests,
  ) {
    this.#registry = registry;
    this.#board = board;
    this.#history = history;
    this.#ingest = ingest;
  }

  @Get(':id/health')
  @RequirePermission('read')
  @ApiResponseSchema(healthResponse)
  async health(@Param('id', { schema: cameraId }) id: string): Promise<CameraHealth> {
    return currentHealth(await readCamera(this.#registry, id), this.#board);
  }

  @Get(':id/health/changes')
  @RequirePermission('read')
  @ApiResponseSchema(healthChangesPage)
  async changes(
    @Param('id', { schema: cameraId }) id: string,
    @Query({ schema: healthChangesQuery }) { limit }: HealthChangesQuery,
  ): Promise<HealthChangesPage> {
    const camera = await readCamera(this.#registry, id);
    return { items: [...(await this.#history.last(camera.cameraId, limit))] };
  }

  @Post(':id/confirm-view')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(healthResponse)
  async confirmView(@Param('id', { schema: cameraId }) id: string): Promise<CameraHealth> {
    const camera = await readCamera(this.#registry, id);
    const reply = await this.#ingest.send<'confirmView'>(
      { v: 1, kind: 'confirmView', cameraId: camera.cameraId },
      { to: { kind: 'camera', camera }, deadlineMs: confirmMs },
    );
    if (reply.kind === 'answered') return reply.content.health;
    throw new VialogError('CAPTURE_UNAVAILABLE', reply.detail);
  }
}
