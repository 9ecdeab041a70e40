import { Body, Controller, Get, Inject, Param, Put, Req } from '@nestjs/common';
import {
  cameraResponse,
  cameraId,
  modelBinding,
  modelsResponse,
  type CameraResponse,
  type ModelBinding,
} from '@vialog/contracts';
import type { ModelStore } from '@vialog/models';
import { bindModel, type Registry, type StepAuthor } from '@vialog/registry';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { toCameraResponse } from '../cameras/camera-responses.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { modelStoreToken, registryToken } from '../tokens.ts';
import { summarizeModels, type ModelsResponse } from './summarize-models.ts';

/** Lists the available models and binds a model to a camera. */
@Controller('v1')
export class ModelController {
  readonly #models: ModelStore;
  readonly #registry: Registry;

  constructor(@Inject(modelStoreToken) models: ModelStore, @Inject(registryToken) registry: Registry) {
    this.#models = models;
    this.#registry = registry;
  }

  @Get('models')
  @RequirePermission('read')
  @ApiResponseSchema(modelsResponse)
  list(): Promise<ModelsResponse> {
    return summarizeModels(this.#models, this.#registry.cameras);
  }

  @Put('cameras/:id/model')
  @RequirePermission('write')
  @ApiResponseSchema(cameraResponse)
  bind(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: modelBinding }) body: ModelBinding,
    @Req() request: AuthenticatedRequest,
  ): Promise<CameraResponse> {
    return toCameraResponse(bindModel(this.#registry, id, body, authorOf(request)));
  }
}

/** This request has no field for the reason; `POST /v1/model-bindings` does. */
const authorOf = (request: AuthenticatedRequest): StepAuthor => ({ by: principalOf(request).name, why: '' });
