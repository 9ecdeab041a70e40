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
import { Needs } from '../access/needs.decorator.ts';
import { Answers } from '../http/answers.decorator.ts';
import { REGISTRY } from '../tokens.ts';

/** Cameras: register, read, change, zones, life cycle. */
@Controller('v1/cameras')
export class CameraController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @Needs('read')
  @Answers(camerasPage)
  list(@Query({ schema: camerasQuery }) query: CamerasQuery): Promise<CamerasPage> {
    return listCameras(this.registry, query);
  }

  @Post()
  @Needs('write')
  @Answers(camera, 201)
  register(@Body({ schema: cameraInput }) body: CameraInput): Promise<Camera> {
    return registerCamera(this.registry, body);
  }

  @Get(':id')
  @Needs('read')
  @Answers(camera)
  read(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return readCamera(this.registry, id);
  }

  @Patch(':id')
  @Needs('write')
  @Answers(camera)
  change(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: cameraPatch }) body: CameraPatch,
  ): Promise<Camera> {
    return changeCamera(this.registry, id, body);
  }

  @Put(':id/zones')
  @Needs('write')
  @Answers(zonesAnswer)
  setZones(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: zonesInput }) body: ZonesInput,
  ): Promise<ZonesSet> {
    return setZones(this.registry, id, body);
  }

  @Get(':id/versions')
  @Needs('read')
  @Answers(versionsPage)
  versions(@Param('id', { schema: cameraId }) id: string): Promise<CamerasPage> {
    return listVersions(this.registry, id);
  }

  @Post(':id/pause')
  @Needs('write')
  @HttpCode(200)
  @Answers(camera)
  pause(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return pauseCamera(this.registry, id);
  }

  @Post(':id/resume')
  @Needs('write')
  @HttpCode(200)
  @Answers(camera)
  resume(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return resumeCamera(this.registry, id);
  }

  @Post(':id/retire')
  @Needs('write')
  @HttpCode(200)
  @Answers(camera)
  retire(@Param('id', { schema: cameraId }) id: string): Promise<Camera> {
    return retireCamera(this.registry, id);
  }
}
