import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put } from '@nestjs/common';
import {
  cameraAnswer,
  cameraAnswerOf,
  cameraId,
  cameraInput,
  cameraPatch,
  registeredCamera,
  versionsPage,
  zonesAnswer,
  zonesInput,
  type CameraAnswer,
  type CameraInput,
  type CameraPatch,
  type RegisteredCamera,
  type ZonesInput,
} from '@vialog/contracts';
import {
  changeCamera,
  listVersions,
  pauseCamera,
  readCamera,
  registerCamera,
  resumeCamera,
  retireCamera,
  setZones,
  type Registry,
} from '@vialog/registry';
import type { z } from 'zod';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { registryToken } from '../tokens.ts';
import { answerCamera, answerStored, answerVersions } from './answer-cameras.ts';

/** One camera: register, read, change, zones, life cycle. */
@Controller('v1/cameras')
export class CameraController {
  readonly #registry: Registry;

  constructor(@Inject(registryToken) registry: Registry) {
    this.#registry = registry;
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(registeredCamera, 201)
  register(@Body({ schema: cameraInput }) body: CameraInput): Promise<RegisteredCamera> {
    return answerStored(this.#registry, registerCamera(this.#registry, body));
  }

  @Get(':id')
  @RequirePermission('read')
  @ApiResponseSchema(cameraAnswer)
  read(@Param('id', { schema: cameraId }) id: string): Promise<CameraAnswer> {
    return answerCamera(readCamera(this.#registry, id));
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(registeredCamera)
  change(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: cameraPatch }) body: CameraPatch,
  ): Promise<RegisteredCamera> {
    return answerStored(this.#registry, changeCamera(this.#registry, id, body));
  }

  @Put(':id/zones')
  @RequirePermission('write')
  @ApiResponseSchema(zonesAnswer)
  async setZones(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: zonesInput }) body: ZonesInput,
  ): Promise<z.infer<typeof zonesAnswer>> {
    const { camera, warnings } = await setZones(this.#registry, id, body);
    return { camera: cameraAnswerOf(camera), warnings: [...warnings] };
  }

  @Get(':id/versions')
  @RequirePermission('read')
  @ApiResponseSchema(versionsPage)
  versions(@Param('id', { schema: cameraId }) id: string): Promise<z.infer<typeof versionsPage>> {
    return answerVersions(listVersions(this.#registry, id));
  }

  @Post(':id/pause')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(cameraAnswer)
  pause(@Param('id', { schema: cameraId }) id: string): Promise<CameraAnswer> {
    return answerCamera(pauseCamera(this.#registry, id));
  }

  @Post(':id/resume')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(cameraAnswer)
  resume(@Param('id', { schema: cameraId }) id: string): Promise<CameraAnswer> {
    return answerCamera(resumeCamera(this.#registry, id));
  }

  @Post(':id/retire')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(cameraAnswer)
  retire(@Param('id', { schema: cameraId }) id: string): Promise<CameraAnswer> {
    return answerCamera(retireCamera(this.#registry, id));
  }
}
