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
import { Needs } from '../access/needs.decorator.ts';
import { Answers } from '../http/answers.decorator.ts';
import { REGISTRY } from '../tokens.ts';

/** Sites: the places people talk about. */
@Controller('v1/sites')
export class SiteController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get()
  @Needs('read')
  @Answers(sitesPage)
  list(@Query({ schema: sitesQuery }) query: SitesQuery): Promise<SitesPage> {
    return listSites(this.registry, query);
  }

  @Post()
  @Needs('write')
  @Answers(site, 201)
  register(@Body({ schema: siteInput }) body: SiteInput): Promise<Site> {
    return registerSite(this.registry, body);
  }

  @Get(':id')
  @Needs('read')
  @Answers(site)
  read(@Param('id', { schema: siteId }) id: string): Promise<Site> {
    return readSite(this.registry, id);
  }

  @Patch(':id')
  @Needs('write')
  @Answers(site)
  change(
    @Param('id', { schema: siteId }) id: string,
    @Body({ schema: sitePatch }) body: SitePatch,
  ): Promise<Site> {
    return changeSite(this.registry, id, body);
  }
}
