import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  cameraId,
  handCount,
  handCountInput,
  handCountsQuery,
  handCountsResponse,
  type HandCount,
  type HandCountInput,
  type HandCountsQuery,
  type HandCountsResponse,
} from '@vialog/contracts';
import type { EventPorts } from '@vialog/events';
import { readCamera, recordHandCount, type HandCountStore, type Registry } from '@vialog/registry';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { eventPortsToken, handCountsToken, registryToken } from '../tokens.ts';

/** Hand counts of lines: they give a camera an error figure. */
@Controller('v1/cameras')
export class HandCountController {
  readonly #registry: Registry;
  readonly #events: EventPorts;
  readonly #handCounts: HandCountStore;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(eventPortsToken) events: EventPorts,
    @Inject(handCountsToken) handCounts: HandCountStore,
  ) {
    this.#registry = registry;
    this.#events = events;
    this.#handCounts = handCounts;
  }

  @Get(':id/hand-counts')
  @RequirePermission('read')
  @ApiResponseSchema(handCountsResponse)
  async list(
    @Param('id', { schema: cameraId }) id: string,
    @Query({ schema: handCountsQuery }) { limit }: HandCountsQuery,
  ): Promise<HandCountsResponse> {
    await readCamera(this.#registry, id);
    return { items: [...(await this.#handCounts.ofCamera(id, limit))] };
  }

  @Post(':id/hand-counts')
  @RequirePermission('write')
  @ApiResponseSchema(handCount, 201)
  record(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: handCountInput }) input: HandCountInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<HandCount> {
    const { directory, clock, random } = this.#registry;
    return recordHandCount(
      { directory, clock, random, handCounts: this.#handCounts, events: this.#events.events },
      { cameraId: id, input, countedBy: principalOf(request).name },
    );
  }
}
