import { Controller, Get, Inject, Query } from '@nestjs/common';
import {
  listHolidayRegions,
  listSpecialDays,
  type CalendarPorts,
  type SpecialDayReader,
} from '@vialog/calendars';
import {
  holidayRegionsQuery,
  holidayRegionsResponse,
  specialDaysQuery,
  specialDaysResponse,
  type HolidayRegionsQuery,
  type HolidayRegionsResponse,
  type SpecialDaysQuery,
  type SpecialDaysResponse,
} from '@vialog/contracts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { calendarPortsToken, specialDaysToken } from '../tokens.ts';

/** Holidays and events by day, and the regions whose holidays are known. */
@Controller('v1')
export class SpecialDayController {
  readonly #ports: CalendarPorts;
  readonly #specialDays: SpecialDayReader;

  constructor(
    @Inject(calendarPortsToken) ports: CalendarPorts,
    @Inject(specialDaysToken) specialDays: SpecialDayReader,
  ) {
    this.#ports = ports;
    this.#specialDays = specialDays;
  }

  @Get('special-days')
  @RequirePermission('read')
  @ApiResponseSchema(specialDaysResponse)
  days(@Query({ schema: specialDaysQuery }) query: SpecialDaysQuery): Promise<SpecialDaysResponse> {
    return listSpecialDays(this.#specialDays, query);
  }

  @Get('holiday-regions')
  @RequirePermission('read')
  @ApiResponseSchema(holidayRegionsResponse)
  regions(@Query({ schema: holidayRegionsQuery }) query: HolidayRegionsQuery): HolidayRegionsResponse {
    return listHolidayRegions(this.#ports.rules, query);
  }
}
