import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  site,
  siteId,
  siteInput,
  sitePatch,
  sitesPage,
  sitesQuery,
  type Site,
  type SiteInput,
  type SitePatch,
  type SitesPage,
  type SitesQuery,
} from '@vialog/contracts';
import { changeSite, listSites, readSite, registerSite, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { registryToken } from '../tokens.ts';

/** Sites: parking lots, road sections, gates and compounds. */
@Controller('v1/sites')
export class SiteController {
  readonly #registry: Registry;

  constructor(@Inject(registryToken) registry: Registry) {
    this.#registry = registry;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(sitesPage)
  list(@Query({ schema: sitesQuery }) query: SitesQuery): Promise<SitesPage> {
    return listSites(this.#registry, query);
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(site, 201)
  register(@Body({ schema: siteInput }) body: SiteInput): Promise<Site> {
    return registerSite(this.#registry, body);
  }

  @Get(':id')
  @RequirePermission('read')
  @ApiResponseSchema(site)
  read(@Param('id', { schema: siteId }) id: string): Promise<Site> {
    return readSite(this.#registry, id);
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(site)
  change(
    @Param('id', { schema: siteId }) id: string,
    @Body({ schema: sitePatch }) body: SitePatch,
  ): Promise<Site> {
    return changeSite(this.#registry, id, body);
  }
}
