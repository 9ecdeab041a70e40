import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  setCount,
  setCountInput,
  setCountsQuery,
  setCountsResponse,
  siteBalance,
  siteId,
  type SetCount,
  type SetCountInput,
  type SetCountsQuery,
  type SetCountsResponse,
  type SiteBalance,
} from '@vialog/contracts';
import { readSiteBalance, setSiteCount, type EventPorts } from '@vialog/events';
import { readSite, type Registry, type SetCountStore } from '@vialog/registry';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { eventPortsToken, registryToken, setCountsToken } from '../tokens.ts';

/** The estimated number of vehicles in a site, and the counts that people set. */
@Controller('v1/sites')
export class SiteBalanceController {
  readonly #registry: Registry;
  readonly #events: EventPorts;
  readonly #setCounts: SetCountStore;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(eventPortsToken) events: EventPorts,
    @Inject(setCountsToken) setCounts: SetCountStore,
  ) {
    this.#registry = registry;
    this.#events = events;
    this.#setCounts = setCounts;
  }

  @Get(':id/balance')
  @RequirePermission('read')
  @ApiResponseSchema(siteBalance)
  balance(@Param('id', { schema: siteId }) id: string): Promise<SiteBalance> {
    return readSiteBalance(this.#events, id);
  }

  @Get(':id/set-counts')
  @RequirePermission('read')
  @ApiResponseSchema(setCountsResponse)
  async list(
    @Param('id', { schema: siteId }) id: string,
    @Query({ schema: setCountsQuery }) { limit }: SetCountsQuery,
  ): Promise<SetCountsResponse> {
    await readSite(this.#registry, id);
    return { items: [...(await this.#setCounts.ofSite(id, { limit }))] };
  }

  @Post(':id/set-counts')
  @RequirePermission('write')
  @ApiResponseSchema(setCount, 201)
  set(
    @Param('id', { schema: siteId }) id: string,
    @Body({ schema: setCountInput }) input: SetCountInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<SetCount> {
    const { random } = this.#registry;
    return setSiteCount(
      { ...this.#events, setCounts: this.#setCounts, random },
      { siteId: id, input, setBy: principalOf(request).name },
    );
  }
}
