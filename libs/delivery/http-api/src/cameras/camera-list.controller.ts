import { Controller, Get, Inject, Query } from '@nestjs/common';
import {
  attentionList,
  attentionQuery,
  cameraSummariesPage,
  camerasPage,
  camerasQuery,
  mapResponse,
  mapQuery,
  suggestionsResponse,
  suggestionsQuery,
  type AttentionList,
  type AttentionQuery,
  type Camera,
  type CameraHealth,
  type CamerasPage,
  type CamerasQuery,
  type CameraSummariesPage,
  type MapResponse,
  type MapQuery,
  type SuggestionsResponse,
  type SuggestionsQuery,
} from '@vialog/contracts';
import {
  listAttention,
  listCameras,
  mapCameras,
  suggestNames,
  type CameraListPorts,
  type Registry,
  type HealthBoard,
} from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { healthBoardToken, registryToken } from '../tokens.ts';
import { toCameraResponses, toSummaries } from './camera-responses.ts';
import { currentHealth } from './current-health.ts';

/** Lists of cameras, the map and suggestions of names; all from the read model of the registry. */
@Controller('v1')
export class CameraListController {
  readonly #ports: CameraListPorts;

  constructor(@Inject(registryToken) registry: Registry, @Inject(healthBoardToken) board: HealthBoard) {
    const healthOf = (camera: Camera): CameraHealth => currentHealth(camera, board);
    this.#ports = { cameras: registry.cameras, sites: registry.sites, healthOf };
  }

  @Get('cameras')
  @RequirePermission('read')
  @ApiResponseSchema(camerasPage)
  list(@Query({ schema: camerasQuery }) query: CamerasQuery): Promise<CamerasPage> {
    return toCameraResponses(listCameras(this.#ports, query));
  }

  @Get('cameras/summaries')
  @RequirePermission('read')
  @ApiResponseSchema(cameraSummariesPage)
  summaries(@Query({ schema: camerasQuery }) query: CamerasQuery): Promise<CameraSummariesPage> {
    return toSummaries(listCameras(this.#ports, query), this.#ports.healthOf);
  }

  @Get('cameras/attention')
  @RequirePermission('read')
  @ApiResponseSchema(attentionList)
  attention(@Query({ schema: attentionQuery }) query: AttentionQuery): AttentionList {
    return listAttention(this.#ports, query);
  }

  @Get('cameras/map')
  @RequirePermission('read')
  @ApiResponseSchema(mapResponse)
  map(@Query({ schema: mapQuery }) query: MapQuery): MapResponse {
    return mapCameras(this.#ports, query);
  }

  @Get('suggestions')
  @RequirePermission('read')
  @ApiResponseSchema(suggestionsResponse)
  async suggest(@Query({ schema: suggestionsQuery }) query: SuggestionsQuery): Promise<SuggestionsResponse> {
    return { items: await suggestNames(this.#ports, query) };
  }
}
