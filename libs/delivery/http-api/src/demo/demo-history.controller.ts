import { Controller, Delete, Get, Inject } from '@nestjs/common';
import {
  demoHistory,
  demoHistoryRemoval,
  type DemoHistory,
  type DemoHistoryRemoval,
} from '@vialog/contracts';
import type { SimulatedHistory } from '@vialog/events';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { demoHistoryToken } from '../tokens.ts';

/** The simulated history of the demo town. */
@Controller('v1/demo/history')
export class DemoHistoryController {
  readonly #history: SimulatedHistory;

  constructor(@Inject(demoHistoryToken) history: SimulatedHistory) {
    this.#history = history;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(demoHistory)
  state(): Promise<DemoHistory> {
    return this.#history.state();
  }

  @Delete()
  @RequirePermission('write')
  @ApiResponseSchema(demoHistoryRemoval)
  remove(): Promise<DemoHistoryRemoval> {
    return this.#history.remove();
  }
}
