import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Req } from '@nestjs/common';
import {
  cameraResponse,
  cameraResponseOf,
  cameraId,
  cameraInput,
  cameraPatch,
  registeredCamera,
  versionsPage,
  zonesResponse,
  zonesInput,
  type CameraResponse,
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
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { registryToken } from '../tokens.ts';
import { toCameraResponse, toStoredResponse, toVersions } from './camera-responses.ts';

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
    return toStoredResponse(this.#registry, registerCamera(this.#registry, body));
  }

  @Get(':id')
  @RequirePermission('read')
  @ApiResponseSchema(cameraResponse)
  read(@Param('id', { schema: cameraId }) id: string): Promise<CameraResponse> {
    return toCameraResponse(readCamera(this.#registry, id));
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(registeredCamera)
  change(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: cameraPatch }) body: CameraPatch,
    @Req() request: AuthenticatedRequest,
  ): Promise<RegisteredCamera> {
    const author = { by: principalOf(request).name, why: '' };
    return toStoredResponse(this.#registry, changeCamera(this.#registry, id, body, author));
  }

  @Put(':id/zones')
  @RequirePermission('write')
  @ApiResponseSchema(zonesResponse)
  async setZones(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: zonesInput }) body: ZonesInput,
  ): Promise<z.infer<typeof zonesResponse>> {
    const { camera, warnings } = await setZones(this.#registry, id, body);
    return { camera: cameraResponseOf(camera), warnings: [...warnings] };
  }

  @Get(':id/versions')
  @RequirePermission('read')
  @ApiResponseSchema(versionsPage)
  versions(@Param('id', { schema: cameraId }) id: string): Promise<z.infer<typeof versionsPage>> {
    return toVersions(listVersions(this.#registry, id));
  }

  @Post(':id/pause')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(cameraResponse)
  pause(@Param('id', { schema: cameraId }) id: string): Promise<CameraResponse> {
    return toCameraResponse(pauseCamera(this.#registry, id));
  }

  @Post(':id/resume')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(cameraResponse)
  resume(@Param('id', { schema: cameraId }) id: string): Promise<CameraResponse> {
    return toCameraResponse(resumeCamera(this.#registry, id));
  }

  @Post(':id/retire')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(cameraResponse)
  retire(@Param('id', { schema: cameraId }) id: string): Promise<CameraResponse> {
    return toCameraResponse(retireCamera(this.#registry, id));
  }
}
