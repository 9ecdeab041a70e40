import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import {
  cameraAnswer,
  cameraId,
  modelBinding,
  modelsAnswer,
  type CameraAnswer,
  type ModelBinding,
} from '@vialog/contracts';
import type { ModelStore } from '@vialog/models';
import { bindModel, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { answerCamera } from '../cameras/answer-cameras.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { modelStoreToken, registryToken } from '../tokens.ts';
import { summarizeModels, type ModelsAnswer } from './summarize-models.ts';

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
  @ApiResponseSchema(modelsAnswer)
  list(): Promise<ModelsAnswer> {
    return summarizeModels(this.#models, this.#registry.cameras);
  }

  @Put('cameras/:id/model')
  @RequirePermission('write')
  @ApiResponseSchema(cameraAnswer)
  bind(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: modelBinding }) body: ModelBinding,
  ): Promise<CameraAnswer> {
    return answerCamera(bindModel(this.#registry, id, body));
  }
}
