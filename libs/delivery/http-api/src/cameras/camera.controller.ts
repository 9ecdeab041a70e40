import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  camera,
  cameraId,
  cameraInput,
  cameraPatch,
  camerasPage,
  camerasQuery,
  versionsPage,
  zonesAnswer,
  zonesInput,
  type Camera,
  type CameraInput,
  type CameraPatch,
  type CamerasPage,
  type CamerasQuery,
  type ZonesInput,
} from '@vialog/contracts';
import {
  changeCamera,
  listCameras,
  listVersions,
  pauseCamera,
  readCamera,
  registerCamera,
  resumeCamera,
  retireCamera,
  setZones,
  type Registry,
  type ZonesSet,
} from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { registryToken } from '../tokens.ts';

/** Cameras: register, read, change, zones, life cycle. */
@Controller('v1/cameras')
export class CameraController {
  readonly #registry: Registry;

  constructor(@Inject(registryToken) registry: Registry) {
    this.#registry = registry;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(camerasPage)
  list(@Query({ schema: camerasQuery }) query: CamerasQuery): Promise<CamerasPage> {
    return listCameras(this.#registry, query);
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(camera, 201)
  register(@Body({ schema: cameraInput }) body: CameraInput): Promise<Camera> {
    return registerCamera(this.#registry, body);
  }

  @Get(':id')
  @RequirePermission('read')
  @ApiResponseSchema(camera)
  read(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return readCamera(this.#registry, id);
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(camera)
  change(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: cameraPatch }) body: CameraPatch,
  ): Promise<Camera> {
    return changeCamera(this.#registry, id, body);
  }

  @Put(':id/zones')
  @RequirePermission('write')
  @ApiResponseSchema(zonesAnswer)
  setZones(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: zonesInput }) body: ZonesInput,
  ): Promise<ZonesSet> {
    return setZones(this.#registry, id, body);
  }

  @Get(':id/versions')
  @RequirePermission('read')
  @ApiResponseSchema(versionsPage)
  versions(@Param('id', { schema: cameraId }) id: string): Promise<CamerasPage> {
    return listVersions(this.#registry, id);
  }

  @Post(':id/pause')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(camera)
  pause(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return pauseCamera(this.#registry, id);
  }

  @Post(':id/resume')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(camera)
  resume(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return resumeCamera(this.#registry, id);
  }

  @Post(':id/retire')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(camera)
  retire(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return retireCamera(this.#registry, id);
  }
}
