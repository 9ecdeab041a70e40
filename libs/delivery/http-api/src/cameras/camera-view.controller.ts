import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import {
  cameraId,
  healthAnswer,
  mapAnswer,
  mapQuery,
  VialogError,
  type CameraHealth,
  type MapQuery,
} from '@vialog/contracts';
import { readCamera, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import type { HealthBoard } from '../ports/health-board.port.ts';
import type { Stills } from '../ports/stills.port.ts';
import { healthBoardToken, registryToken, stillsToken } from '../tokens.ts';
import { currentHealth } from './current-health.ts';
import { mapCameras, type MapAnswer } from './map-cameras.ts';

/** Cameras as they are now: on the map, their health, a still for drawing zones. */
@Controller('v1/cameras')
export class CameraViewController {
  constructor(
    @Inject(registryToken) private readonly registry: Registry,
    @Inject(healthBoardToken) private readonly board: HealthBoard,
    @Inject(stillsToken) private readonly stills: Stills,
  ) {}

  @Get('map')
  @RequirePermission('read')
  @ApiResponseSchema(mapAnswer)
  map(@Query({ schema: mapQuery }) query: MapQuery): MapAnswer {
    return mapCameras(this.registry.cameras, this.board, query);
  }

  @Get(':id/health')
  @RequirePermission('read')
  @ApiResponseSchema(healthAnswer)
  async health(@Param('id', { schema: cameraId }) id: string): Promise<CameraHealth> {
    return currentHealth(await readCamera(this.registry, id), this.board);
  }

  @Get(':id/still')
  @RequirePermission('install')
  @Header('cache-control', 'no-store')
  @ApiStreamResponse('image/jpeg', 'The picture now, for drawing zones; kept nowhere')
  async still(@Param('id', { schema: cameraId }) id: string): Promise<StreamableFile> {
    const picture = await this.stills.take(await readCamera(this.registry, id));
    if (!picture) throw new VialogError('STILL_UNAVAILABLE');
    return new StreamableFile(picture, { type: 'image/jpeg' });
  }
}
