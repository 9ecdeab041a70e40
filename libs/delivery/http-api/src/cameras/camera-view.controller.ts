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
import { Needs } from '../access/needs.decorator.ts';
import { Answers, AnswersStream } from '../http/answers.decorator.ts';
import type { HealthBoard } from '../ports/health-board.port.ts';
import type { Stills } from '../ports/stills.port.ts';
import { HEALTH_BOARD, REGISTRY, STILLS } from '../tokens.ts';
import { healthOf } from './camera-state.ts';
import { mapCameras, type MapAnswer } from './map-cameras.ts';

/** Cameras as they are now: on the map, their health, a still for drawing zones. */
@Controller('v1/cameras')
export class CameraViewController {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(HEALTH_BOARD) private readonly board: HealthBoard,
    @Inject(STILLS) private readonly stills: Stills,
  ) {}

  @Get('map')
  @Needs('read')
  @Answers(mapAnswer)
  map(@Query({ schema: mapQuery }) query: MapQuery): Promise<MapAnswer> {
    return mapCameras(this.registry.directory, this.board, query);
  }

  @Get(':id/health')
  @Needs('read')
  @Answers(healthAnswer)
  async health(@Param('id', { schema: cameraId }) id: string): Promise<CameraHealth> {
    return healthOf(await readCamera(this.registry, id), this.board);
  }

  @Get(':id/still')
  @Needs('install')
  @Header('cache-control', 'no-store')
  @AnswersStream('image/jpeg', 'The picture now, for drawing zones; kept nowhere')
  async still(@Param('id', { schema: cameraId }) id: string): Promise<StreamableFile> {
    const picture = await this.stills.take(await readCamera(this.registry, id));
    if (!picture) throw new VialogError('STILL_UNAVAILABLE');
    return new StreamableFile(picture, { type: 'image/jpeg' });
  }
}
