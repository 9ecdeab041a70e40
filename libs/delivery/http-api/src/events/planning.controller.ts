import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import {
  trendAnomalies,
  trendAnomaliesQuery,
  trendComparison,
  trendComparisonQuery,
  trendExportQuery,
  trendProfile,
  trendProfileQuery,
  type TrendAnomalies,
  type TrendAnomaliesQuery,
  type TrendComparison,
  type TrendComparisonQuery,
  type TrendExportQuery,
  type TrendProfile,
  type TrendProfileQuery,
} from '@vialog/contracts';
import { exportTrends, readAnomalies, readComparison, readProfile, type EventPorts } from '@vialog/events';
import { trendFile } from '@vialog/reports';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { eventPortsToken } from '../tokens.ts';

/** Statistics of trends for planners: typical weeks, comparisons of periods, unusual hours. */
@Controller('v1/trends')
export class PlanningController {
  readonly #ports: EventPorts;

  constructor(@Inject(eventPortsToken) ports: EventPorts) {
    this.#ports = ports;
  }

  @Get('profile')
  @RequirePermission('read')
  @ApiResponseSchema(trendProfile)
  profile(@Query({ schema: trendProfileQuery }) query: TrendProfileQuery): Promise<TrendProfile> {
    return readProfile(this.#ports, query);
  }

  @Get('comparison')
  @RequirePermission('read')
  @ApiResponseSchema(trendComparison)
  comparison(@Query({ schema: trendComparisonQuery }) query: TrendComparisonQuery): Promise<TrendComparison> {
    return readComparison(this.#ports, query);
  }

  @Get('anomalies')
  @RequirePermission('read')
  @ApiResponseSchema(trendAnomalies)
  anomalies(@Query({ schema: trendAnomaliesQuery }) query: TrendAnomaliesQuery): Promise<TrendAnomalies> {
    return readAnomalies(this.#ports, query);
  }

  @Get('export')
  @RequirePermission('read')
  @ApiStreamResponse('text/csv', 'One row per point and series, in the requested format')
  async export(@Query({ schema: trendExportQuery }) query: TrendExportQuery): Promise<StreamableFile> {
    const { pieces, mediaType, fileName } = trendFile(await exportTrends(this.#ports, query), query);
    return new StreamableFile(Readable.from(pieces), {
      type: mediaType,
      disposition: `attachment; filename="${fileName}"`,
    });
  }
}
