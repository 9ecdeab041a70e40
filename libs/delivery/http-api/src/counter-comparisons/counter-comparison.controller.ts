import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  cameraId,
  counterComparison,
  counterComparisonInput,
  counterComparisonsQuery,
  counterComparisonsResponse,
  type CounterComparison,
  type CounterComparisonInput,
  type CounterComparisonsQuery,
  type CounterComparisonsResponse,
} from '@vialog/contracts';
import { compareWithCounter, type EventPorts } from '@vialog/events';
import { readCamera, type CounterComparisonStore, type Registry } from '@vialog/registry';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { counterComparisonsToken, eventPortsToken, registryToken } from '../tokens.ts';

/** Comparisons of cameras with counters: they give a camera a bias and an error band. */
@Controller('v1/cameras')
export class CounterComparisonController {
  readonly #registry: Registry;
  readonly #events: EventPorts;
  readonly #counterComparisons: CounterComparisonStore;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(eventPortsToken) events: EventPorts,
    @Inject(counterComparisonsToken) counterComparisons: CounterComparisonStore,
  ) {
    this.#registry = registry;
    this.#events = events;
    this.#counterComparisons = counterComparisons;
  }

  @Get(':id/counter-comparisons')
  @RequirePermission('read')
  @ApiResponseSchema(counterComparisonsResponse)
  async list(
    @Param('id', { schema: cameraId }) id: string,
    @Query({ schema: counterComparisonsQuery }) { limit }: CounterComparisonsQuery,
  ): Promise<CounterComparisonsResponse> {
    await readCamera(this.#registry, id);
    return { items: [...(await this.#counterComparisons.ofCamera(id, limit))] };
  }

  @Post(':id/counter-comparisons')
  @RequirePermission('write')
  @ApiResponseSchema(counterComparison, 201)
  compare(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: counterComparisonInput }) input: CounterComparisonInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<CounterComparison> {
    const { random } = this.#registry;
    return compareWithCounter(
      { ...this.#events, random, counterComparisons: this.#counterComparisons },
      { cameraId: id, input, comparedBy: principalOf(request).name },
    );
  }
}
