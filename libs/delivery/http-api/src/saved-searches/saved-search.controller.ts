import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Req } from '@nestjs/common';
import {
  changeSavedSearch,
  deleteSavedSearch,
  listSavedSearches,
  saveSearch,
  type SavedSearchStore,
} from '@vialog/alerting';
import {
  savedSearch,
  savedSearchesResponse,
  savedSearchId,
  savedSearchInput,
  savedSearchPatch,
  type SavedSearch,
  type SavedSearchesResponse,
  type SavedSearchInput,
  type SavedSearchPatch,
} from '@vialog/contracts';
import type { EventPorts } from '@vialog/events';
import type { Registry } from '@vialog/registry';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse, ApiResponseSchema } from '../http/api-response.decorator.ts';
import { eventPortsToken, registryToken, savedSearchesToken } from '../tokens.ts';

/** Search lines that were saved under a name, for all accounts. */
@Controller('v1/saved-searches')
export class SavedSearchController {
  readonly #registry: Registry;
  readonly #events: EventPorts;
  readonly #savedSearches: SavedSearchStore;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(eventPortsToken) events: EventPorts,
    @Inject(savedSearchesToken) savedSearches: SavedSearchStore,
  ) {
    this.#registry = registry;
    this.#events = events;
    this.#savedSearches = savedSearches;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(savedSearchesResponse)
  list(): Promise<SavedSearchesResponse> {
    return listSavedSearches(this.#savedSearches);
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(savedSearch, 201)
  save(
    @Body({ schema: savedSearchInput }) input: SavedSearchInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<SavedSearch> {
    const { random } = this.#registry;
    return saveSearch(
      { savedSearches: this.#savedSearches, events: this.#events, random },
      { input, savedBy: principalOf(request).name },
    );
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(savedSearch)
  change(
    @Param('id', { schema: savedSearchId }) id: string,
    @Body({ schema: savedSearchPatch }) patch: SavedSearchPatch,
  ): Promise<SavedSearch> {
    return changeSavedSearch({ savedSearches: this.#savedSearches, events: this.#events }, id, patch);
  }

  @Delete(':id')
  @RequirePermission('write')
  @HttpCode(204)
  @ApiProblemResponse()
  delete(@Param('id', { schema: savedSearchId }) id: string): Promise<void> {
    return deleteSavedSearch(this.#savedSearches, id);
  }
}
