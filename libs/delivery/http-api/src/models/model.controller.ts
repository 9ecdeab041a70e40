import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import {
  camera,
  cameraId,
  modelBinding,
  modelsAnswer,
  type Camera,
  type ModelBinding,
} from '@vialog/contracts';
import type { ModelStore } from '@vialog/models';
import { bindModel, type Registry } from '@vialog/registry';
import { Needs } from '../access/needs.decorator.ts';
import { Answers } from '../http/answers.decorator.ts';
import { MODEL_STORE, REGISTRY } from '../tokens.ts';
import { summarizeModels, type ModelsAnswer } from './summarize-models.ts';

/** Models that can be bound, and binding one to a camera. */
@Controller('v1')
export class ModelController {
  constructor(
    @Inject(MODEL_STORE) private readonly models: ModelStore,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  @Get('models')
  @Needs('read')
  @Answers(modelsAnswer)
  list(): Promise<ModelsAnswer> {
    return summarizeModels(this.models, this.registry.directory);
  }

  @Put('cameras/:id/model')
  @Needs('write')
  @Answers(camera)
  bind(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: modelBinding }) body: ModelBinding,
  ): Promise<Camera> {
    return bindModel(this.registry, id, body);
  }
}
