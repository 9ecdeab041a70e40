import { Body, Controller, Get, Inject, Post, Query, Req } from '@nestjs/common';
import {
  modelBindInput,
  modelBindingsResponse,
  modelRollBackInput,
  modelStepsQuery,
  modelStepsResponse,
  modelStepTaken,
  modelUnbindInput,
  scopeOfQuery,
  type ModelBindingsResponse,
  type ModelBindInput,
  type ModelRollBackInput,
  type ModelStepsQuery,
  type ModelStepsResponse,
  type ModelStepTaken,
  type ModelUnbindInput,
} from '@vialog/contracts';
import { bindScope, listModelBindings, rollBackScope, unbindScope, type Registry } from '@vialog/registry';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { registryToken } from '../tokens.ts';

/** Binds models to cameras, groups, tags, sites or all cameras, and lists every step. */
@Controller('v1/model-bindings')
export class ModelBindingController {
  readonly #registry: Registry;

  constructor(@Inject(registryToken) registry: Registry) {
    this.#registry = registry;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(modelBindingsResponse)
  list(): Promise<ModelBindingsResponse> {
    return listModelBindings(this.#registry);
  }

  @Get('steps')
  @RequirePermission('read')
  @ApiResponseSchema(modelStepsResponse)
  async steps(@Query({ schema: modelStepsQuery }) query: ModelStepsQuery): Promise<ModelStepsResponse> {
    const { before, limit } = query;
    return {
      items: [...(await this.#registry.modelBindings.steps({ scope: scopeOfQuery(query), before, limit }))],
    };
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(modelStepTaken, 201)
  bind(
    @Body({ schema: modelBindInput }) input: ModelBindInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<ModelStepTaken> {
    return bindScope(this.#registry, { ...input, by: principalOf(request).name });
  }

  @Post('unbind')
  @RequirePermission('write')
  @ApiResponseSchema(modelStepTaken, 201)
  unbind(
    @Body({ schema: modelUnbindInput }) input: ModelUnbindInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<ModelStepTaken> {
    return unbindScope(this.#registry, { ...input, by: principalOf(request).name });
  }

  @Post('rollback')
  @RequirePermission('write')
  @ApiResponseSchema(modelStepTaken, 201)
  rollBack(
    @Body({ schema: modelRollBackInput }) input: ModelRollBackInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<ModelStepTaken> {
    return rollBackScope(this.#registry, { ...input, by: principalOf(request).name });
  }
}
