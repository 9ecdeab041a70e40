import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { analyticFile, runAnalytic, type AnalyticsCatalogue } from '@vialog/analytics';
import {
  analyticChartQuery,
  analyticFileQuery,
  analyticId,
  analyticQuery,
  analyticResult,
  analyticsList,
  analyticsQuery,
  type AnalyticChartQuery,
  type AnalyticFileQuery,
  type AnalyticQuery,
  type AnalyticResult,
  type AnalyticsList,
  type AnalyticsQuery,
} from '@vialog/contracts';
import { chartFile, type ReportFilePorts } from '@vialog/reports';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { attachment } from '../http/attachment.ts';
import { analyticsToken, reportPortsToken } from '../tokens.ts';

/** The catalogue of analytics: questions with results as reports. */
@Controller('v1/analytics')
export class AnalyticsController {
  readonly #catalogue: AnalyticsCatalogue;
  readonly #ports: ReportFilePorts;

  constructor(
    @Inject(analyticsToken) catalogue: AnalyticsCatalogue,
    @Inject(reportPortsToken) ports: ReportFilePorts,
  ) {
    this.#catalogue = catalogue;
    this.#ports = ports;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(analyticsList)
  list(@Query({ schema: analyticsQuery }) { q }: AnalyticsQuery): Promise<AnalyticsList> {
    return this.#catalogue.list(q);
  }

  @Get(':id')
  @RequirePermission('read')
  @ApiResponseSchema(analyticResult)
  async run(
    @Param('id', { schema: analyticId }) id: string,
    @Query({ schema: analyticQuery }) query: AnalyticQuery,
  ): Promise<AnalyticResult> {
    return runAnalytic(this.#ports, await this.#catalogue.find(id), query);
  }

  @Get(':id/file')
  @RequirePermission('read')
  @ApiStreamResponse('text/html', 'The result as a report, or the hours on which it is based')
  async file(
    @Param('id', { schema: analyticId }) id: string,
    @Query({ schema: analyticFileQuery }) query: AnalyticFileQuery,
  ): Promise<StreamableFile> {
    return attachment(await analyticFile(this.#ports, await this.#catalogue.find(id), query));
  }

  @Get(':id/chart')
  @RequirePermission('read')
  @ApiStreamResponse('image/svg+xml', 'One chart of the result in the requested format')
  async chart(
    @Param('id', { schema: analyticId }) id: string,
    @Query({ schema: analyticChartQuery }) { chart, format, ...query }: AnalyticChartQuery,
  ): Promise<StreamableFile> {
    const { report } = await runAnalytic(this.#ports, await this.#catalogue.find(id), query);
    const file = await chartFile(this.#ports, report, { chart, format });
    return attachment({ ...file, fileName: `vialog-${id}.${format}` });
  }
}
