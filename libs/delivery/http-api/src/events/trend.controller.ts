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
import { Needs } from '../access/needs.decorator.ts';
import { Answers } from '../http/answers.decorator.ts';
import type { EventAnswers } from '../ports/event-answers.port.ts';
import { EVENT_ANSWERS } from '../tokens.ts';

/** Figures over time and what was not measured. */
@Controller('v1')
export class TrendController {
  constructor(@Inject(EVENT_ANSWERS) private readonly events: EventAnswers) {}

  @Get('trends')
  @Needs('read')
  @Answers(trend)
  trends(@Query({ schema: trendsQuery }) query: TrendsQuery): Promise<Trend> {
    return this.events.trends(query);
  }

  @Get('coverage')
  @Needs('read')
  @Answers(coverageAnswer)
  coverage(@Query({ schema: coverageQuery }) query: CoverageQuery): Promise<CoverageAnswer> {
    return this.events.coverage(query);
  }

  @Get('ledger')
  @Needs('read')
  @Answers(ledgerPage)
  ledger(@Query({ schema: ledgerQuery }) query: LedgerQuery): Promise<LedgerPage> {
    return this.events.ledger(query);
  }
}
