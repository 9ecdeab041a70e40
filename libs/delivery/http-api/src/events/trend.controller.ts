import { Controller, Get, Inject, Query } from '@nestjs/common';
import {
  coverageResponse,
  coverageQuery,
  ledgerPage,
  ledgerQuery,
  trend,
  trendsQuery,
  type CoverageResponse,
  type CoverageQuery,
  type LedgerPage,
  type LedgerQuery,
  type Trend,
  type TrendsQuery,
} from '@vialog/contracts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { findLowCoverage, readLedger, readTrends, type EventPorts } from '@vialog/events';
import { eventPortsToken } from '../tokens.ts';

/** Trends of counts over time, and the completeness of the counts. */
@Controller('v1')
export class TrendController {
  readonly #ports: EventPorts;

  constructor(@Inject(eventPortsToken) ports: EventPorts) {
    this.#ports = ports;
  }

  @Get('trends')
  @RequirePermission('read')
  @ApiResponseSchema(trend)
  trends(@Query({ schema: trendsQuery }) query: TrendsQuery): Promise<Trend> {
    return readTrends(this.#ports, query);
  }

  @Get('coverage')
  @RequirePermission('read')
  @ApiResponseSchema(coverageResponse)
  coverage(@Query({ schema: coverageQuery }) query: CoverageQuery): Promise<CoverageResponse> {
    return findLowCoverage(this.#ports, query);
  }

  @Get('ledger')
  @RequirePermission('read')
  @ApiResponseSchema(ledgerPage)
  ledger(@Query({ schema: ledgerQuery }) query: LedgerQuery): Promise<LedgerPage> {
    return readLedger(this.#ports, query);
  }
}
