import { Controller, Get, Inject, Query } from '@nestjs/common';
import {
  coverageAnswer,
  coverageQuery,
  ledgerPage,
  ledgerQuery,
  trend,
  trendsQuery,
  type CoverageAnswer,
  type CoverageQuery,
  type LedgerPage,
  type LedgerQuery,
  type Trend,
  type TrendsQuery,
} from '@vialog/contracts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import type { EventUseCases } from '@vialog/events';
import { eventUseCasesToken } from '../tokens.ts';

/** Trends of counts over time, and the completeness of the counts. */
@Controller('v1')
export class TrendController {
  readonly #events: EventUseCases;

  constructor(@Inject(eventUseCasesToken) events: EventUseCases) {
    this.#events = events;
  }

  @Get('trends')
  @RequirePermission('read')
  @ApiResponseSchema(trend)
  trends(@Query({ schema: trendsQuery }) query: TrendsQuery): Promise<Trend> {
    return this.#events.trends(query);
  }

  @Get('coverage')
  @RequirePermission('read')
  @ApiResponseSchema(coverageAnswer)
  coverage(@Query({ schema: coverageQuery }) query: CoverageQuery): Promise<CoverageAnswer> {
    return this.#events.coverage(query);
  }

  @Get('ledger')
  @RequirePermission('read')
  @ApiResponseSchema(ledgerPage)
  ledger(@Query({ schema: ledgerQuery }) query: LedgerQuery): Promise<LedgerPage> {
    return this.#events.ledger(query);
  }
}
